#!/usr/bin/env node
/* 030-network.mjs: beyond this machine: HTTPS only, a guarded cookie, the starting code, a host that is not ours.
 * SPDX-License-Identifier: Apache-2.0 */
import http from "node:http";
import path from "node:path";
import { command, demo, enter, folder, is, like, ok, pathname, press, run, serve, shot, sound, test, text, visitor } from "./lib.mjs";

/* All addresses of the machine count as the office's network; the test speaks to the nearest. */
const listen = { listen: "0.0.0.0:0", options: process.getuid() === 0 ? ["--as-root"] : [] };
const near = (office) => `https://127.0.0.1:${new URL(office.url).port}`;
const trusting = { ignoreHTTPSErrors: true };

/* Status and head of a plain request with headers of one's own. */
const plain = (port, headers) => new Promise((resolve) => {
  const asked = http.get({ host: "127.0.0.1", port, path: "/health", headers }, (answer) => {
    answer.resume();
    resolve(answer.statusCode);
  });
  asked.on("error", () => resolve(0));
});

const office = await serve(path.join(demo(), "haugiang.ketnghia"), listen);

test("the network is served over HTTPS with a fingerprint to compare", async () => {
  like(office.url, /^https:\/\//, "address");
  like(office.fingerprint, /^[0-9A-F:]{20,}$/i, "fingerprint");
  const page = await visitor();
  let refused = "";
  await page.goto(near(office)).catch((error) => { refused = error.message; });
  like(refused, /CERT/, "Chromium warns before the certificate is trusted");
});

test("nothing is answered in plain HTTP", async () => {
  const status = await plain(new URL(office.url).port, {});
  ok(status === 0 || status >= 300, `plain HTTP answered ${status}`);
});

test("the session's cookie never leaves HTTPS nor this host", async () => {
  const page = await visitor(trusting);
  await enter(page, { link: office.link.replace(office.url, near(office)) });
  const cookie = (await page.context().cookies()).find((one) => one.name === "__Host-kn");
  ok(cookie, "the cookie is called __Host-kn");
  ok(cookie.secure && cookie.httpOnly && cookie.path === "/", "secure, out of scripts' reach, for the whole host");
  is(pathname(page), "/u/HG", "logged in");
});

test("the page for phones shows a code to read and the fingerprint", async () => {
  const page = await visitor(trusting);
  const link = command(office.file, "people", "link", "vanphong").match(/https:\S+/)[0];
  await enter(page, { link: near(office) + new URL(link).pathname });
  await page.goto(near(office) + "/u/HG/phone");
  ok(await page.locator("svg.qr[role=img]").isVisible(), "a code");
  like(await text(page), /https:\/\/\d+\.\d+\.\d+\.\d+:\d+|https:\/\/\S+:\d+/, "the address in letters");
  ok(!/127\.0\.0\.1|0\.0\.0\.0/.test(await text(page)), "an address that a phone can reach");
  like(await text(page), new RegExp(office.fingerprint.slice(0, 11)), "the fingerprint");
  await sound(page);
  await shot(page, "phone-1280-vi");
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, "phone at 320");
  await shot(page, "phone-320-vi");
});

test("a host name that is not ours gets no page", async () => {
  const local = await serve(path.join(demo(), "kiengiang.ketnghia"));
  const port = new URL(local.url).port;
  is(await plain(port, { host: `evil.example:${port}` }), 403, "another name");
  is(await plain(port, { host: `127.0.0.1:${port}` }), 200, "our own");
  await local.stop();
});

test("an empty office on the network begins only with the code of the machine", async () => {
  const fresh = await serve(path.join(folder(), "so.ketnghia"), listen);
  const page = await visitor(trusting);
  await page.goto(near(fresh) + "/start");
  await sound(page);
  await shot(page, "start-network-1280-vi");
  const fill = async (code) => {
    await page.locator("[name=code]").fill(code);
    await page.locator("[name=unit_name]").fill("Hội Chữ thập đỏ tỉnh Hậu Giang");
    await page.locator("[name=unit]").fill("HG");
    await page.locator("[name=display]").fill("Nguyễn Thanh Tùng");
    await page.locator("[name=name]").fill("tung");
    await page.locator("[name=password]").fill("một câu dài để vào sổ");
    await press(page, "main form button.primary");
  };
  await fill("0000-0000");
  is(pathname(page), "/start", "a guessed code is refused");
  ok(await page.locator("main .wrong, main .summary").count() > 0, "says so");
  const code = new URL(fresh.opened).searchParams.get("code");
  ok(code && code.length >= 6, `the code stands in the address that the machine prints: ${fresh.opened}`);
  await fill(code);
  is(pathname(page), "/u/HG/recovery", "the right one begins");
  like(await text(page), new RegExp(fresh.fingerprint.slice(0, 11)), "the fingerprint stands on the sheet");
  await shot(page, "recovery-network-1280-vi");
  await fresh.stop();
});

await run();
