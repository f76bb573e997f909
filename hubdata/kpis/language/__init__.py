"""What a KPI is made of: measures of rows, figures over schools, and the words around them."""
