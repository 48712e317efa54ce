#!/usr/bin/env node
/* 085-exchange-now.mjs: two served offices exchange at a press; a machine that is off, a certificate that changed.
 * SPDX-License-Identifier: Apache-2.0 */
import path from "node:path";
import { command, demo, enter, is, like, ok, pathname, press, run, serve, settle, shot, sound, test, text, visitor } from "./lib.mjs";

const both = demo();
const network = { listen: "0.0.0.0:0", options: process.getuid() === 0 ? ["--as-root"] : [] };
const near = (office) => office.url.replace(/^https:\/\/[^:]+:/, "https://127.0.0.1:");
const ours = await serve(path.join(both, "haugiang.ketnghia"));
let theirs = await serve(path.join(both, "kiengiang.ketnghia"));
const page = await visitor();
const gift = "Gói quà trao đổi qua mạng";
const bridge = "Cây cầu trao đổi qua mạng";

const reach = async (address, rhythm = "") => {
  await page.goto(ours.url + "/u/HG/partners/KG");
  await page.locator("[name=address]").fill(address);
  await page.locator("[name=rhythm]").fill(rhythm);
  await press(page, 'main form[action$="/reach"] button.primary');
};
const exchange = async () => {
  await page.goto(ours.url + "/u/HG/exchange/KG");
  await press(page, 'main form[action$="/exchange/KG"] button.primary');
  await settle(page);
};

test("without an address the page asks for one", async () => {
  await enter(page, ours);
  await page.goto(ours.url + "/u/HG/twins");
  await sound(page);
  await press(page, 'main a[href="/u/HG/exchange/KG"]');
  ok(await page.locator("main [name=address]").count() === 1, "asks for the address");
  await sound(page);
  await shot(page, "exchange-address-1280-vi");
});

test("a wrong address is refused, and stands there still", async () => {
  await reach("http://192.168.1.20:8080");
  ok(await page.locator("main .wrong").count() > 0, "a sentence");
  is(await page.locator("[name=address]").inputValue(), "http://192.168.1.20:8080", "what was typed");
  await sound(page);
  await reach(theirs.url, "22:00");
  is(pathname(page), "/u/HG/partners/KG", "kept");
  is(await page.locator("[name=rhythm]").inputValue(), "22:00", "with the rhythm");
  await sound(page);
  await shot(page, "partner-1280-vi");
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, "partner at 320");
  await shot(page, "partner-320-vi");
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("what leaves is shown, and one press brings what came", async () => {
  command(ours.file, "--unit", "HG", "add", "activity", "held=10/8/2020", `title=${gift}`, "field=1", "state=delivered", "value=9 triệu");
  command(theirs.file, "--unit", "KG", "add", "activity", "held=11/8/2020", `title=${bridge}`, "field=7", "state=delivered", "value=19 triệu");
  await page.goto(ours.url + "/u/HG/exchange/KG");
  like(await text(page), /Hoạt động/, "the kinds that leave");
  await sound(page);
  await shot(page, "exchange-now-1280-vi");
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, "exchange at 320");
  await shot(page, "exchange-now-320-vi");
  await page.setViewportSize({ width: 1280, height: 900 });
  await exchange();
  ok(await page.locator("main .notice.done").count() > 0, "both hold each other's books");
  ok(await page.locator("main dl.facts dd").first().innerText() !== "0", "entries came");
  await sound(page);
  await shot(page, "exchanged-1280-vi");
  await page.goto(ours.url + "/u/HG/records/activity?of=KG&search=" + encodeURIComponent(bridge));
  like(await text(page), new RegExp(bridge), "theirs is here");
  ok(JSON.parse(command(theirs.file, "list", "activity", "--of", "HG", "--format", "json")).some(({ title }) => title === gift), "ours is there");
});

test("the record says how far it has come", async () => {
  await page.goto(ours.url + "/u/HG/records/activity?search=" + encodeURIComponent(gift));
  await press(page, page.locator("main tr").filter({ hasText: gift }).locator("th a"));
  like(await text(page), /đã đối chiếu/, "compared and confirmed");
  command(ours.file, "--unit", "HG", "add", "activity", "held=12/8/2020", "title=Chưa đi đâu", "field=1", "state=delivered", "value=1 triệu");
  await page.goto(ours.url + "/u/HG/records/activity?search=" + encodeURIComponent("Chưa đi đâu"));
  await press(page, page.locator("main tr").filter({ hasText: "Chưa đi đâu" }).locator("th a"));
  like(await text(page), /chưa gửi/, "not sent yet");
  await sound(page);
  await page.goto(ours.url + "/u/HG/records/activity?sent=KG:not");
  const waiting = await text(page);
  ok(waiting.includes("Chưa đi đâu") && !waiting.includes(gift), "the list of what is not sent yet");
  ok(!/\b50 \S+ 4\d\d\b/.test(waiting), "counted by itself");
  is(await page.locator("#f-sent").inputValue(), "KG:not", "the choice stands there");
  await sound(page);
  await shot(page, "list-not-sent-1280-vi");
  await page.goto(ours.url + "/u/HG/records/activity?sent=KG:checked&search=" + encodeURIComponent(gift));
  ok((await text(page)).includes(gift), "and of what is compared");
});

test("a machine that is off is named, with what can be done", async () => {
  await theirs.stop();
  await exchange();
  like(await text(page), /không trả lời/, "does not answer");
  await sound(page);
  await shot(page, "exchange-silent-1280-vi");
  await page.goto(ours.url + "/u/HG/twins");
  like(await text(page), /không trả lời/, "remembered with the partner");
  await sound(page);
  await shot(page, "twins-1280-vi");
});

test("a certificate that changed stops everything on one page", async () => {
  theirs = await serve(theirs.file, network);
  await reach(near(theirs));
  await exchange();
  ok(await page.locator("main .notice.done").count() > 0, "over HTTPS");
  await page.goto(ours.url + "/u/HG/partners/KG");
  like(await text(page), new RegExp(theirs.fingerprint.slice(0, 23)), "its fingerprint is kept");
  const port = new URL(theirs.url).port;
  await theirs.stop();
  const other = path.join(both, "khac.ketnghia");
  command(other, "init", "--unit", "CM", "--name", "Hội Chữ thập đỏ tỉnh Cà Mau", "--kind", "chapter");
  command(other, "--unit", "CM", "people", "add", "ai", "--name", "Người khác", "--role", "administrator");
  const stranger = await serve(other, { ...network, listen: `0.0.0.0:${port}` });
  await exchange();
  like(await text(page), /Chứng thư của máy bên kia đã đổi/, "says so");
  like(await text(page), new RegExp(stranger.fingerprint.slice(0, 23)), "shows the one that was met");
  await sound(page);
  await shot(page, "exchange-certificate-1280-vi");
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, "certificate at 320");
  await shot(page, "exchange-certificate-320-vi");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(ours.url + "/u/HG/exchange/KG");
  is(await page.locator('main form[action$="/exchange/KG"]').count(), 0, "nothing to press until somebody has called");
  await page.goto(ours.url + "/u/HG");
  like(await text(page, ".waits"), /Chứng thư của/, "the home page says so too");
  await stranger.stop();
  theirs = await serve(theirs.file, { ...network, listen: `0.0.0.0:${port}` });
  await page.goto(ours.url + "/u/HG/exchange/KG");
  await press(page, 'main form[action$="/reach"] button');
  await exchange();
  ok(await page.locator("main .notice.done").count() > 0, "after the call it goes on");
});

await run();
