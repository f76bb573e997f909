"""Where things are: the script of every page that others lead to, so that a page moves in one
place.
"""

OVERVIEW = "pages/standing/overview.py"
SCORECARD = "pages/standing/scorecard.py"
KPI = "pages/standing/kpi.py"
ACTIONS = "pages/standing/actions.py"
SCHOOLS = "pages/reach/schools.py"
PROGRESSION = "pages/reach/progression.py"
SCHOOL = "pages/reach/school.py"
UPLOAD = "pages/returns/upload.py"
MATCH = "pages/returns/match.py"
TRACKER = "pages/returns/tracker.py"
ONE_RETURN = "pages/returns/one.py"
SETTINGS = "pages/hub/settings.py"
REGISTER = "pages/hub/register.py"
