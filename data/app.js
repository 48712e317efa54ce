/* app.js: only adds to pages that work without it: amounts in words while typing, more rows in a list, shortcuts,
   a warning before leaving a half-filled form. */
"use strict";

/* Keys pressed while an input method (Telex, VNI) composes belong to it. */
const composing = (event) => event.isComposing || event.keyCode === 229;

function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function shortcuts(event) {
  if (composing(event)) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && (event.key === "s" || event.key === "Enter")) {
    const button = document.querySelector("button[data-save]");
    if (button) {
      event.preventDefault();
      button.form.requestSubmit(button);
    }
    return;
  }
  if (event.ctrlKey && event.key === "k") {
    event.preventDefault();
    focusSearch();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.documentElement.dataset.keys === "off") return;
  if (event.key === "/") {
    event.preventDefault();
    focusSearch();
  } else if (event.key === "n") {
    const link = document.querySelector("a[data-new]");
    if (link) link.click();
  }
}

function focusSearch() {
  const search = document.getElementById("search");
  if (search) search.focus();
}

/* The server reads the amount, so that words on the screen and in the book can never differ. */
function echoMoney(input) {
  const output = document.querySelector(`output[for="${CSS.escape(input.id)}"]`);
  if (!output) return;
  let timer = 0;
  const ask = async () => {
    const typed = input.value.trim();
    if (typed === "") {
      output.textContent = "";
      return;
    }
    try {
      const answer = await fetch("/money?typed=" + encodeURIComponent(typed));
      const text = await answer.text();
      if (answer.ok && typed === input.value.trim()) output.textContent = text;
    } catch {
      output.textContent = "";
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 250);
  });
}

/* One more row without a round to the server: a copy of the last one, empty, numbered on. */
function moreRows(button) {
  button.addEventListener("click", (event) => {
    const rows = button.parentElement.querySelectorAll(".row");
    const last = rows[rows.length - 1];
    if (!last || last.querySelector("input[type=hidden], input[type=file]")) return;
    event.preventDefault();
    const number = rows.length;
    const row = last.cloneNode(true);
    const renumber = (name) => name.replace(/\.\d+\./, `.${number}.`);
    row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+$/, String(number + 1)));
    for (const wrong of row.querySelectorAll(".field-wrong, .field-hint")) wrong.remove();
    for (const label of row.querySelectorAll("label")) label.htmlFor = renumber(label.htmlFor);
    for (const input of row.querySelectorAll("input, select, textarea")) {
      input.id = renumber(input.id);
      input.name = renumber(input.name);
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
      input.value = "";
    }
    for (const list of row.querySelectorAll("datalist")) {
      const next = renumber(list.id);
      const input = row.querySelector(`[list="${CSS.escape(list.id)}"]`);
      list.id = next;
      if (input) input.setAttribute("list", next);
    }
    last.after(row);
    const first = row.querySelector("input, select, textarea");
    if (first) first.focus();
  });
}

/* Sums beside a sheet of amounts; what is no plain amount is left to the server, and the sum says so. */
function plainAmount(typed) {
  const text = typed.trim().replace(/\s*(đồng|đ|vnd)$/i, "");
  if (text === "") return 0;
  return /^\d{1,3}([.,\s]\d{3})*$|^\d+$/.test(text) ? Number(text.replace(/\D/g, "")) : NaN;
}

function sumUp(form) {
  for (const output of form.querySelectorAll("output[data-total]")) {
    let sum = 0;
    for (const input of form.querySelectorAll(`input[data-sum="${output.dataset.total}"]`)) sum += plainAmount(input.value);
    output.textContent = Number.isNaN(sum) ? "…" : sum.toLocaleString("vi-VN") + (output.dataset.unit || "");
  }
}

/* Leaving a form that was typed in asks first; sending it does not. */
function guard(form) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

function start() {
  document.addEventListener("keydown", shortcuts);
  document.querySelectorAll("input[data-money]").forEach(echoMoney);
  document.querySelectorAll("button.add-row").forEach(moreRows);
  document.querySelectorAll("button[data-save]").forEach((button) => guard(button.form));
  for (const form of document.querySelectorAll("form:has(output[data-total])")) {
    form.addEventListener("input", () => { sumUp(form); });
    sumUp(form);
  }
  for (const box of document.querySelectorAll("input[data-keys]")) {
    box.addEventListener("change", () => { remember(box.checked); });
    box.checked = localStorage.getItem("keys") === "off";
  }
  document.documentElement.dataset.keys = localStorage.getItem("keys") || "on";
  const summary = document.getElementById("summary");
  if (summary) summary.focus();
}

function remember(off) {
  localStorage.setItem("keys", off ? "off" : "on");
  document.documentElement.dataset.keys = off ? "off" : "on";
}

start();
