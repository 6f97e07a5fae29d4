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

// A part of the page stays as it is while the reader is at work in it: a field has the focus or was changed.
function isAtWork(part) {
    const active = document.activeElement;
    const holdsFocus = active && part.contains(active) && active.matches("input, select, textarea, summary");
    return holdsFocus || part.querySelector("form[data-touched]") !== null;
}

function renewPart(old, fresh) {
    if (old.innerHTML === fresh.innerHTML) return;
    const opened = [...old.querySelectorAll("details[open]")].map((one) => one.id).filter(Boolean);
    old.replaceChildren(...fresh.childNodes);
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
}

// The parts of two states of a page that can be renewed one by one; the whole content if they do not correspond.
function pairsOfParts(old, fresh) {
    const [olds, news] = [old, fresh].map((main) => [...main.children]);
    const isSame = olds.length === news.length
        && olds.every((part, index) => part.tagName === news[index].tagName && part.id === news[index].id);
    return isSame ? olds.map((part, index) => [part, news[index]]) : [[old, fresh]];
}

// A file that is chosen is read into a field, where it can be looked at before it is sent.
function offerFiles(within) {
    for (const input of within.querySelectorAll("input[type=file][data-into]")) {
        const label = input.closest("[hidden]");
        if (!label) continue;
        label.removeAttribute("hidden");
        input.addEventListener("change", async () => {
            const field = document.getElementById(input.dataset.into);
            if (input.files[0] && field) field.value = await input.files[0].text();
        });
    }
}

// News: the page is fetched again, and what has changed takes the place of what was there.
function followNews() {
    if (!document.body.hasAttribute("data-live") || !window.EventSource) return;
    let timer = null;
    const renew = async () => {
        timer = null;
        const answer = await fetch(location.href, { headers: { accept: "text/html" } });
        if (!answer.ok || answer.redirected) return;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        const [content, alarms] = ["#content", ".alarms"].map((selector) =>
            [document.querySelector(selector), fresh.querySelector(selector)]);
        const pairs = pairsOfParts(...content);
        if (alarms[0] && alarms[1]) pairs.push(alarms);
        let isWaiting = false;
        for (const [old, next] of pairs) {
            if (isAtWork(old)) isWaiting = true;
            else renewPart(old, next);
        }
        if (isWaiting) timer = setTimeout(renew, 5000);
        offerFiles(content[0]);
        if (recall("local-times") === "on") showLocalTimes(document);
    };
    document.addEventListener("input", (event) => event.target.form?.setAttribute("data-touched", ""));
    const source = new EventSource("/events");
    const plan = () => { clearTimeout(timer); timer = setTimeout(renew, 300); };
    source.onmessage = plan;
    source.addEventListener("news", plan);
}

offerContrast();
localTimeSwitch();
offerFiles(document);
followNews();
