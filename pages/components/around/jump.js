// A box to type into: the best matches below it, arrows and Enter to choose, Escape to leave.
// The list of everything is asked for when the box is first entered, and kept until it is another.
const MOST = 8
const kept = (window.hubFindable ||= { revision: null, items: [] })

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[^a-z0-9 ]+/g, "")

function rank(item, words) {
  const name = item.plainName, all = item.plainAll
  if (!words.every((word) => all.includes(word))) return -1
  const typed = words.join(" ")
  if (item.id.toLowerCase() === typed) return 5
  if (name === typed) return 4
  if (name.startsWith(typed)) return 3
  if (words.every((word) => (" " + name).includes(" " + word))) return 2
  return words.every((word) => (" " + all).includes(" " + word)) ? 1 : 0
}

function find(typed) {
  const words = plain(typed).split(" ").filter(Boolean)
  if (!words.length) return []
  return kept.items
    .map((item, at) => ({ item, at, score: rank(item, words) }))
    .filter((one) => one.score >= 0)
    .sort((one, other) => other.score - one.score || one.at - other.at)
    .map((one) => one.item)
}

export default function ({ data, parentElement, setTriggerValue }) {
  const input = parentElement.querySelector("input")
  const list = parentElement.querySelector("ul")
  const said = parentElement.querySelector(".hub-hidden[role=status]")
  if (data.items) {
    kept.revision = data.revision
    kept.items = data.items.map(([kind, id, name, note]) => ({
      kind, id, name, note, plainName: plain(name), plainAll: plain(`${name} ${note} ${id}`),
    }))
  }
  let found = [], at = -1

  const choose = (item) => {
    input.value = ""
    show()
    setTriggerValue("go", `${item.kind} ${item.id}`)
  }
  const mark = (next) => {
    at = next
    ;[...list.children].forEach((line, n) => line.setAttribute("aria-selected", n === at))
    if (at >= 0) input.setAttribute("aria-activedescendant", `hub-found-${at}`)
    else input.removeAttribute("aria-activedescendant")
  }
  const show = () => {
    const all = find(input.value)
    found = all.slice(0, MOST)
    list.replaceChildren(...found.map((item, n) => {
      const line = document.createElement("li")
      line.id = `hub-found-${n}`
      line.setAttribute("role", "option")
      const name = document.createElement("span")
      name.textContent = item.name
      const note = document.createElement("span")
      note.className = "small"
      note.textContent = `${item.kind[0].toUpperCase()}${item.kind.slice(1)} · ${item.note}`
      line.append(name, note)
      line.onmousedown = (event) => event.preventDefault()
      line.onclick = () => choose(item)
      return line
    }))
    const is_open = Boolean(input.value.trim()) && kept.items.length > 0
    list.hidden = !found.length
    input.setAttribute("aria-expanded", String(found.length > 0))
    const more = all.length > MOST ? `, the first ${MOST} are shown` : ""
    said.textContent = !is_open ? "" : all.length ? `${all.length} found${more}` : "Nothing found"
    said.classList.toggle("hub-hidden", !(is_open && !all.length))
    mark(found.length ? 0 : -1)
  }

  input.onfocus = () => {
    if (kept.revision !== data.revision) setTriggerValue("wanted", data.revision)
  }
  input.oninput = show
  input.onblur = () => { list.hidden = true; input.setAttribute("aria-expanded", "false") }
  input.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && found.length) {
      event.preventDefault()
      if (list.hidden) show()
      else mark((at + step + found.length) % found.length)
    } else if (event.key === "Enter" && found[at]) {
      event.preventDefault()
      choose(found[at])
    } else if (event.key === "Escape") {
      input.value = ""
      show()
    }
  }
  if (data.items && document.activeElement === input) show()
}
