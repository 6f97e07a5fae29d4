// What pages gain from a script, and can do without: local times beside UTC, contrast, and news as it comes.
"use strict";

const root = document.documentElement;

function showLocalTimes(within) {
    const format = new Intl.DateTimeFormat(root.lang, {
        dateStyle: "short", timeStyle: "short", timeZoneName: "short",
    });
    for (const element of within.querySelectorAll("time[datetime]")) {
        if (element.querySelector(".local")) continue;
        const local = document.createElement("span");
        local.className = "local";
        local.textContent = `= ${format.format(new Date(element.dateTime))}`;
        element.append(local);
    }
}

function remember(name, value) {
    try { localStorage.setItem(name, value); } catch { /* no storage: for this page only */ }
}

function recall(name) {
    try { return localStorage.getItem(name); } catch { return null; }
}

function offerContrast() {
    const button = document.getElementById("contrast");
    if (!button) return;
    const set = (isHigh) => {
        root.toggleAttribute("data-contrast", isHigh);
        button.setAttribute("aria-pressed", String(isHigh));
    };
    set(recall("contrast") === "high");
    button.hidden = false;
    button.addEventListener("click", () => {
        const isHigh = !root.hasAttribute("data-contrast");
        set(isHigh);
        remember("contrast", isHigh ? "high" : "normal");
    });
}

function localTimeSwitch() {
    const box = document.getElementById("local-times");
    if (!box) return;
    box.checked = recall("local-times") === "on";
    box.closest("[hidden]")?.removeAttribute("hidden");
    if (box.checked) showLocalTimes(document);
    box.addEventListener("change", () => {
        remember("local-times", box.checked ? "on" : "off");
        if (box.checked) showLocalTimes(document);
        else document.querySelectorAll("time .local").forEach((element) => element.remove());
    });
}

// News: the page is fetched again and its content takes the place of the old one, unless the reader is at work in it.
function followNews() {
    if (!document.body.hasAttribute("data-live") || !window.EventSource) return;
    let timer = null;
    const renew = async () => {
        timer = null;
        const main = document.getElementById("content");
        const active = document.activeElement;
        const isAtWork = active && main.contains(active) && active.matches("input, select, textarea, summary");
        if (isAtWork || main.querySelector("form[data-touched]")) { timer = setTimeout(renew, 5000); return; }
        const answer = await fetch(location.href, { headers: { accept: "text/html" } });
        if (!answer.ok || answer.redirected) return;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const selector of ["#content", ".alarms"]) {
            const [old, next] = [document.querySelector(selector), fresh.querySelector(selector)];
            if (old && next && old.innerHTML !== next.innerHTML) {
                const opened = [...old.querySelectorAll("details[open]")].map((d) => d.id).filter(Boolean);
                old.replaceChildren(...next.childNodes);
                for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
            }
        }
        if (recall("local-times") === "on") showLocalTimes(document);
    };
    document.addEventListener("input", (event) => event.target.form?.setAttribute("data-touched", ""));
    const source = new EventSource("/events");
    const plan = () => { timer ??= setTimeout(renew, 300); };
    source.onmessage = plan;
    source.addEventListener("news", plan);
}

offerContrast();
localTimeSwitch();
followNews();
