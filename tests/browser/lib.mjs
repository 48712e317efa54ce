/* lib.mjs: an office with its server in a folder of its own, Chromium in front of it, and TAP.
 * SPDX-License-Identifier: Apache-2.0 */
import { spawn, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { chromium } from "playwright-core";

const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.dirname(path.dirname(here));
export const binary = path.resolve(process.env.KETNGHIA || path.join(root, "build/src/ketnghia"));
const shots = path.join(here, "shots");
const folders = [];
const servers = new Set();

process.on("exit", () => {
  for (const server of servers) server.kill("SIGKILL");
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

/* TAP: tests run in their order; a failed one says why and the next one goes on. */
const queue = [];
export const test = (name, body) => queue.push({ name, body });

class Wrong extends Error {}
export function ok(value, sentence) {
  if (!value) throw new Wrong(sentence);
}
export function is(got, wanted, sentence) {
  if (got !== wanted) throw new Wrong(`${sentence}: got ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`);
}
export function like(got, pattern, sentence) {
  if (!pattern.test(got)) throw new Wrong(`${sentence}: ${JSON.stringify(String(got).slice(0, 600))} lacks ${pattern}`);
}

export async function run() {
  let number = 0;
  let failed = 0;
  for (const { name, body } of queue) {
    number++;
    const start = Date.now();
    try {
      await body();
      console.log(`ok ${number} - ${name} # ${Date.now() - start} ms`);
    } catch (error) {
      failed++;
      const reason = error instanceof Wrong ? error.message : error.stack;
      console.log(`not ok ${number} - ${name}\n${reason.replace(/^/gm, "# ")}`);
    }
  }
  console.log(`1..${number}`);
  if (browser) await browser.close();
  for (const server of servers) server.kill("SIGKILL");
  process.exit(failed ? 1 : 0);
}

export function folder() {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "ketnghia-browser-"));
  folders.push(made);
  return made;
}

/* One command of the program; its output, or what it says is wrong. */
export function command(file, ...words) {
  const done = spawnSync(binary, ["--lang", "vi", "--file", file, ...words], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${words.join(" ")}: exit ${done.status}: ${done.stderr}`);
  return done.stdout;
}

/* The two offices of the article: made once per binary, copied for every use. */
export function demo() {
  const stat = fs.statSync(binary);
  const kept = path.join(path.dirname(binary), `browser-demo-${stat.size}-${Math.round(stat.mtimeMs)}`);
  if (!fs.existsSync(kept)) {
    const fresh = fs.mkdtempSync(path.join(path.dirname(binary), "browser-demo-new-"));
    const done = spawnSync(binary, ["demo", fresh], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`demo: ${done.stderr}`);
    try {
      fs.renameSync(fresh, kept);
    } catch {
      fs.rmSync(fresh, { recursive: true, force: true }); /* the other lane was first */
    }
  }
  const copy = folder();
  fs.cpSync(kept, copy, { recursive: true });
  return copy;
}

/* Serves FILE and waits until it says where. `link` lets the first account in, once. */
export async function serve(file, { listen = "127.0.0.1:0", options = [] } = {}) {
  const words = ["--lang", "en", "--file", file, "serve", "--listen", listen, "--first-link", ...options];
  const empty = !fs.existsSync(file);
  const child = spawn(binary, words, { stdio: ["ignore", "pipe", "pipe"] });
  servers.add(child);
  let output = "";
  let complaints = "";
  child.stderr.on("data", (bytes) => { complaints += bytes; });
  const exited = new Promise((resolve) => child.on("exit", resolve));
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server does not say where: ${output}${complaints}`)), 20000);
    child.stdout.on("data", (bytes) => {
      output += bytes;
      const told = /open at http:/.test(output) || /certificate: \S+\n/.test(output);
      if (told && (empty || /\/login\/\S+\n/.test(output))) {
        clearTimeout(late);
        resolve();
      }
    });
    exited.then(() => { clearTimeout(late); reject(new Error(`the server ended: ${output}${complaints}`)); });
  });
  const opened = output.match(/open at (\S+)/)[1];
  return {
    file,
    opened,
    url: opened.replace(/\?.*$/, "").replace(/\/(start)?$/, ""),
    link: output.match(/(\S+\/login\/\S+)\n/)?.[1],
    fingerprint: output.match(/certificate: (\S+)/)?.[1],
    complaints: () => complaints,
    stop: async () => {
      servers.delete(child);
      child.kill("SIGTERM");
      return exited;
    },
  };
}

let browser;

/* A page of a fresh browser profile that remembers everything Chromium complains of. */
export async function visitor({ width = 1280, height = 900, scripts = true, ...more } = {}) {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"],
  });
  const context = await browser.newContext({
    viewport: { width, height },
    javaScriptEnabled: scripts,
    locale: "vi-VN",
    acceptDownloads: true,
    ...more,
  });
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    /* A refused form answers 4xx with a page: Chromium logs that as an error too. */
    const isAnswer = message.text().startsWith("Failed to load resource") && message.location().url === page.url();
    if (["error", "warning"].includes(message.type()) && !isAnswer) page.complaints.push(message.text());
  });
  page.on("requestfailed", (request) => {
    if (!/ERR_ABORTED/.test(request.failure().errorText)) page.complaints.push(`${request.url()}: ${request.failure().errorText}`);
  });
  return page;
}

/* Buttons and links are pressed by the keyboard: what cannot be, fails. Waits for the page that follows. */
export async function press(page, target, key = "Enter") {
  const element = typeof target === "string" ? page.locator(target).first() : target;
  await Promise.all([page.waitForEvent("load"), element.press(key)]);
}

/* Through the one-time address; the demo's first account has no password and is asked for one. */
export const password = "Một câu dài chỉ mình tôi nói";
export async function enter(page, office) {
  await page.goto(office.link);
  await press(page, "main form button.primary");
  if (new URL(page.url()).pathname === "/password") {
    await page.locator("[name=password]").fill(password);
    await page.locator('[name="password.again"]').fill(password);
    await press(page, "main form button.primary");
  }
}

export async function shot(page, name, { full = true } = {}) {
  fs.mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: full, timeout: 30000 });
}

/* What every page owes everybody: no sideways scrolling, a name for every input and button, one heading, unique ids,
   text that is not cut, sizes that a finger meets. Returns sentences; none is good. */
export async function judge(page) {
  return page.evaluate(() => {
    const wrong = [];
    const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
    const say = (element) => element.outerHTML.slice(0, 120);
    if (document.documentElement.scrollWidth > innerWidth) {
      const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, .unseen"));
      wrong.push(`scrolls sideways: ${document.documentElement.scrollWidth} > ${innerWidth}: ${wide.slice(0, 3).map(say).join(" | ")}`);
    }
    if (document.querySelectorAll("h1").length !== 1) wrong.push(`${document.querySelectorAll("h1").length} h1`);
    if (!/^(vi|en)$/.test(document.documentElement.lang)) wrong.push(`lang ${document.documentElement.lang}`);
    if (document.title.trim() === "") wrong.push("no title");
    const ids = new Set();
    for (const element of document.querySelectorAll("[id]")) {
      if (ids.has(element.id)) wrong.push(`id twice: ${element.id}`);
      ids.add(element.id);
    }
    for (const name of ["for", "aria-describedby", "aria-labelledby", "aria-controls", "list"])
      for (const element of document.querySelectorAll(`[${name}]`))
        for (const id of element.getAttribute(name).split(/\s+/))
          if (!ids.has(id)) wrong.push(`${name}="${id}" leads nowhere: ${say(element)}`);
    for (const input of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
      const label = [...(input.labels ?? [])].map((l) => l.textContent.trim()).join("") || input.getAttribute("aria-label");
      if (!label) wrong.push(`no label: ${say(input)}`);
    }
    for (const element of document.querySelectorAll("button, a[href], summary"))
      if (!(element.textContent.trim() || element.getAttribute("aria-label") || element.querySelector("img[alt]")))
        wrong.push(`no name: ${say(element)}`);
    for (const image of document.querySelectorAll("img"))
      if (!image.hasAttribute("alt") || (image.complete && image.naturalWidth === 0)) wrong.push(`image: ${say(image)}`);
    for (const svg of document.querySelectorAll("svg"))
      if (svg.getAttribute("aria-hidden") !== "true" && svg.getAttribute("role") !== "img") wrong.push(`svg unnamed: ${say(svg)}`);
    for (const table of document.querySelectorAll("main table:not([role=presentation])"))
      if (!table.closest(".doc, .paper") && !table.querySelector("th")) wrong.push(`table without headings: ${say(table)}`);
    for (const element of document.querySelectorAll("main *, .top *, .rail *")) {
      if (!shown(element) || element.closest(".unseen, svg")) continue;
      const style = getComputedStyle(element);
      const cuts = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
      if (cuts && !/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)) wrong.push(`cut: ${say(element)}`);
      const text = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
      if (text && parseFloat(style.fontSize) < 13) wrong.push(`small letters ${style.fontSize}: ${say(element)}`);
    }
    for (const element of document.querySelectorAll("button, input:not([type=hidden]), select, summary, .button")) {
      if (!shown(element) || element.closest(".unseen")) continue;
      const box = element.getBoundingClientRect();
      const label = element.labels?.[0]?.getBoundingClientRect();
      const height = Math.max(box.height, label ? label.height : 0);
      if (box.width < 20 || height < 23.5) wrong.push(`too small to meet ${Math.round(box.width)}x${Math.round(box.height)}: ${say(element)}`);
    }
    if (/(^|[^\w])(undefined|\(null\)|NaN|%[usd](?![\w%]))/.test(document.body.innerText)) wrong.push("a hole in the text");
    return wrong;
  });
}

/* The page as it stands, judged, with nothing in Chromium's log. */
export async function sound(page, where) {
  const wrong = await judge(page);
  ok(wrong.length === 0, `${where ?? page.url()}:\n${wrong.join("\n")}`);
  quiet(page, where);
}
export function quiet(page, where) {
  ok(page.complaints.length === 0, `${where ?? page.url()}: Chromium complains:\n${page.complaints.join("\n")}`);
}

/* The page as it stands, judged and taken at both widths. */
export async function looked(page, name) {
  await sound(page);
  await shot(page, `${name}-1280-vi`);
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, `${name} at 320`);
  await shot(page, `${name}-320-vi`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/* The element with the focus shows it: outline or shadow. */
export const focusShows = (page) => page.evaluate(() => {
  const style = getComputedStyle(document.activeElement);
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
});

export const text = async (page, selector = "main") => (await page.locator(selector).first().innerText()).normalize("NFC");
export const pathname = (page) => new URL(page.url()).pathname;

/* Six digits of RFC 6238 for a secret in base32. */
export function totp(secret, time = Date.now()) {
  let bits = "";
  for (const letter of secret.replace(/[\s=]/g, "").toUpperCase()) bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0");
  const key = Buffer.from(bits.match(/.{8}/g).map((octet) => parseInt(octet, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(time / 30000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, "0");
}

/* Tab after Tab until SELECTOR has the focus; every stop on the way must show that it has it. */
export async function tabTo(page, selector, most = 150) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate((wanted) => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const shows = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
      return { there: element.matches(wanted), shows, what: element.outerHTML.slice(0, 100), body: element === document.body };
    }, selector);
    ok(at.body || at.shows, `the focus does not show on ${at.what}`);
    if (at.there) return;
  }
  ok(false, `${selector} is not reached by Tab`);
}

/* Đồng of an amount as the screen prints it. */
export function dong(printed) {
  const words = printed.normalize("NFC");
  const number = (digits) => Number(digits.replace(/\./g, "").replace(",", "."));
  let sum = 0;
  let any = false;
  for (const [, digits, unit] of words.matchAll(/([\d.,]+)\s*(tỷ|triệu|đồng|đ)?/g)) {
    if (!/\d/.test(digits)) continue;
    any = true;
    sum += Math.round(number(digits) * (unit === "tỷ" ? 1e9 : unit === "triệu" ? 1e6 : 1));
  }
  ok(any, `no amount in ${JSON.stringify(printed)}`);
  return sum;
}

/* Long work shows its progress on a page that renews itself; waits for what follows. */
export async function settle(page) {
  for (let i = 0; i < 60; i++) {
    if (await page.locator('meta[http-equiv="refresh"]').count() === 0) return;
    await page.waitForTimeout(250);
    await page.reload();
  }
  ok(false, `${page.url()} does not end`);
}

/* Presses what downloads a file; the bytes and the proposed name. */
export async function download(page, target) {
  const element = typeof target === "string" ? page.locator(target).first() : target;
  const [started] = await Promise.all([page.waitForEvent("download", { timeout: 20000 }), element.press("Enter")]);
  return { name: started.suggestedFilename(), bytes: fs.readFileSync(await started.path()) };
}

/* Entries of a zip file by name, from its own table of contents. */
export function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06"));
  ok(end >= 0, "no zip file");
  const entries = {};
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const name = bytes.toString("utf8", at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
    entries[name] = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
