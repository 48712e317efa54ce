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

/* The recovery sheet while it is typed: which groups cannot be right, and at the end whether all fit together. A sheet
   that is pasted spreads over the inputs. Nothing of it leaves the page before it is sent. */
const sheetLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const sheetText = (typed) => typed.toUpperCase().replace(/[\s.,_-]/g, "").replace(/0/g, "O").replace(/1/g, "I").replace(/8/g, "B");

async function sheetFits(text) {
  if (!crypto.subtle) return true; /* the server judges it */
  const bits = [...text].map((letter) => sheetLetters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8), 2));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return digest[0] >> 4 === parseInt(bits.slice(256), 2);
}

function checkSheet(set) {
  const inputs = [...set.querySelectorAll("input")];
  const output = set.querySelector("output");
  const check = async () => {
    const groups = inputs.map((input) => sheetText(input.value));
    const good = groups.map((group) => group.length === 4 && [...group].every((letter) => sheetLetters.includes(letter)));
    inputs.forEach((input, i) => {
      if (groups[i].length >= 4 && !good[i]) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    });
    const count = good.filter(Boolean).length;
    const fits = count === inputs.length ? await sheetFits(groups.join("")) : null;
    output.textContent = fits === null ? `${set.dataset.some} ${count}/${inputs.length}` : fits ? set.dataset.good : set.dataset.wrong;
    set.dataset.state = fits === null ? "" : fits ? "good" : "wrong";
  };
  set.addEventListener("input", (event) => {
    const at = inputs.indexOf(event.target);
    const text = sheetText(event.target.value);
    if (at >= 0 && text.length > 4)
      for (let i = at, from = 0; i < inputs.length && from < text.length; i++, from += 4) inputs[i].value = text.slice(from, from + 4);
    else if (at >= 0 && text.length === 4 && at + 1 < inputs.length && inputs[at + 1].value === "") inputs[at + 1].focus();
    check();
  });
  check();
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
  document.querySelectorAll("fieldset[data-sheet]").forEach(checkSheet);
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
