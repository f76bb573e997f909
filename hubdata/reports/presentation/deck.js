// Moves through the slides by keys, buttons and swipes; keeps the place in the address, so that
// "back" from a KPI returns to the slide it was opened from.
(() => {
  const slides = [...document.querySelectorAll(".slide")]
  const find = (selector) => document.querySelector(selector)
  const told = find(".told"), place = find(".place"), clock = find(".clock")
  const overview = find("dialog.overview"), help = find("dialog.help")
  let at = 0, notes = null, started = 0, spent = 0, ticking = 0, lastT = 0

  const clamp = (n) => Math.min(Math.max(n, 0), slides.length - 1)
  const asked = () => clamp((parseInt(location.hash.slice(1), 10) || 1) - 1)

  function show(n, { focus = true } = {}) {
    at = clamp(n)
    slides.forEach((slide, i) => { slide.hidden = i !== at })
    document.documentElement.dataset.at = at + 1
    const title = slides[at].querySelector("h1")
    history.replaceState(null, "", `#${at + 1}`)
    document.title = `${at + 1}. ${title.textContent} – ${document.body.dataset.title}`
    place.textContent = `${at + 1} of ${slides.length}`
    find("[data-do=previous]").setAttribute("aria-disabled", at === 0)
    find("[data-do=next]").setAttribute("aria-disabled", at === slides.length - 1)
    if (focus) {
      scrollTo(0, 0)
      title.focus({ preventScroll: true })
      told.textContent = `Slide ${at + 1} of ${slides.length}`
    }
    letScroll()
    writeNotes()
  }

  // What can be scrolled can be reached by keyboard, and nothing else is a stop on the way.
  function letScroll() {
    slides[at].querySelectorAll("figure, div.table").forEach((one) => {
      const more = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1
      if (more) one.tabIndex = 0
      else one.removeAttribute("tabindex")
    })
  }

  function openNotes() {
    if (notes && !notes.closed) { notes.focus(); return }
    notes = open("", "hub-notes", "width=760,height=620")
    if (!notes) { told.textContent = "The browser did not open a window. Allow it, and press N again."; return }
    const style = `body{font:18px/1.5 Arial,sans-serif;margin:24px;color:#1b2127;background:#fbfaf7}
      h1{font:600 22px/1.25 Georgia,serif;margin:0 0 12px} .soft{color:#555c62;font-size:15px;margin:0 0 16px}
      .next{border-top:1px solid #dcd8ce;margin-top:24px;padding-top:12px;color:#555c62}`
    notes.document.write(`<!doctype html><html lang="en-GB"><title>Notes</title><style>${style}</style><body></body></html>`)
    notes.document.close()
    notes.addEventListener("keydown", onKey)
    writeNotes()
  }

  function writeNotes() {
    if (!notes || notes.closed) return
    const doc = notes.document, body = doc.body
    const line = (tag, text, kind = "") => {
      const one = doc.createElement(tag)
      one.textContent = text
      one.className = kind
      return one
    }
    const said = [...slides[at].querySelectorAll(".notes p")].map((one) => line("p", one.textContent))
    const next = slides[at + 1]?.querySelector("h1").textContent ?? "the end"
    body.replaceChildren(
      line("p", `Slide ${at + 1} of ${slides.length} · ${read(spent + since())}`, "soft"),
      line("h1", slides[at].querySelector("h1").textContent),
      ...(said.length ? said : [line("p", "No notes on this slide.", "soft")]),
      line("p", `Next: ${next}`, "next"),
    )
  }

  const since = () => (started ? Date.now() - started : 0)
  function read(ms) {
    const s = Math.floor(ms / 1000)
    return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`
  }
  function tick() {
    clock.textContent = read(spent + since())
    const first = notes && !notes.closed && notes.document.querySelector(".soft")
    if (first) first.textContent = `Slide ${at + 1} of ${slides.length} · ${clock.textContent}`
  }
  function turnTimer() {
    const now = Date.now(), twice = now - lastT < 500
    lastT = now
    clock.hidden = false
    if (twice) { spent = 0; started = 0; clearInterval(ticking); tick(); return }
    if (started) { spent += since(); started = 0; clearInterval(ticking) }
    else { started = now; ticking = setInterval(tick, 500) }
    tick()
  }

  function openDialog(dialog) {
    overview.querySelectorAll("[data-to]").forEach((one, i) => one.setAttribute("aria-current", i === at))
    dialog.showModal()
    dialog.querySelector("[aria-current=true]")?.focus()
  }
  function turnFull() {
    if (document.fullscreenElement) document.exitFullscreen()
    else document.documentElement.requestFullscreen?.().catch(() => {})
  }
  function drill() {
    const link = slides[at].querySelector(".drill")
    if (link) { history.replaceState(null, "", `#${at + 1}`); location.href = link.href }
  }

  const acts = {
    previous: () => show(at - 1), next: () => show(at + 1),
    overview: () => openDialog(overview), help: () => openDialog(help),
    notes: openNotes, timer: turnTimer, full: turnFull,
    contrast: () => document.documentElement.classList.toggle("dark"),
    close: () => document.querySelectorAll("dialog[open]").forEach((one) => one.close()),
  }
  const keys = {
    ArrowRight: acts.next, PageDown: acts.next, " ": acts.next,
    ArrowLeft: acts.previous, PageUp: acts.previous,
    Home: () => show(0), End: () => show(slides.length - 1),
    o: acts.overview, n: acts.notes, t: acts.timer, f: acts.full, c: acts.contrast, d: drill, "?": acts.help,
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (document.querySelector("dialog[open]")) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const onControl = event.target.closest?.("button, a")
    if (onControl && (key === " " || key === "Enter")) return
    if (keys[key]) { event.preventDefault(); keys[key]() }
  }
  addEventListener("keydown", onKey)
  addEventListener("resize", letScroll)
  addEventListener("hashchange", () => show(asked()))
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do], [data-to]")
    if (!button) return
    if (button.dataset.to) { acts.close(); show(button.dataset.to - 1) }
    else if (button.getAttribute("aria-disabled") !== "true") acts[button.dataset.do]()
  })

  let from = null
  addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 ? [event.touches[0].clientX, event.touches[0].clientY] : null
  }, { passive: true })
  addEventListener("touchend", (event) => {
    if (!from || document.querySelector("dialog[open]")) return
    const dx = event.changedTouches[0].clientX - from[0], dy = event.changedTouches[0].clientY - from[1]
    if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy)) show(at + (dx < 0 ? 1 : -1))
  })
  addEventListener("pagehide", () => notes && !notes.closed && notes.close())

  show(asked(), { focus: false })
})()
