#!/usr/bin/env node
/* 085-old-copy.mjs: an old copy of an office's file says so, asks the partner, and takes its own entries back, all in
 * the browser.
 * SPDX-License-Identifier: Apache-2.0 */
import fs from "node:fs";
import path from "node:path";
import { command, demo, download, enter, folder, is, like, ok, press, run, serve, settle, shot, sound, test, text, visitor } from "./lib.mjs";

const both = demo();
const file = path.join(both, "haugiang.ketnghia"), other = path.join(both, "kiengiang.ketnghia");
const old = fs.readFileSync(file);
const bundle = path.join(folder(), "gui.ketnghia");
command(file, "--unit", "HG", "add", "activity", "held=10/8/2020", "title=Mục mới nhất", "field=1", "state=delivered", "value=9 triệu");
command(file, "--unit", "HG", "send", "--to", "KG", "-o", bundle);
command(other, "receive", bundle);
fs.writeFileSync(file, old);
const ours = await serve(file), theirs = await serve(other);
const page = await visitor(), twin = await visitor();
let asks, answer;

test("the first page says that the file is an old copy, and what to do", async () => {
  await enter(page, ours);
  await page.goto(ours.url + "/u/HG");
  like(await text(page), /bản cũ/, "in one sentence");
  await press(page, 'main a[href="/u/HG/recover"]');
  like(await text(page), /hai cuốn sổ khác nhau/, "and why nothing is written");
  await sound(page);
  await shot(page, "old-copy-1280-vi");
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, "old copy at 320");
  await shot(page, "old-copy-320-vi");
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("it makes the file that asks; the partner sees that it asks and sends", async () => {
  const made = await download(page, page.locator("main form button").first());
  like(made.name, /^HG-xin-.*\.ketnghia$/, "name of the file");
  asks = path.join(folder(), made.name);
  fs.writeFileSync(asks, made.bytes);
  await enter(twin, theirs);
  await twin.goto(theirs.url + "/u/KG/receive");
  await twin.locator("input[type=file]").setInputFiles(asks);
  await press(twin, "main form button.primary");
  await settle(twin);
  like(await text(twin), /xin lại các mục của chính họ/, "they ask");
  await sound(twin);
  await shot(twin, "asked-1280-vi");
  await twin.goto(theirs.url + "/u/KG/send/HG");
  const sent = await download(twin, "main form button.primary");
  answer = path.join(folder(), sent.name);
  fs.writeFileSync(answer, sent.bytes);
});

test("the answer brings the entries back, and the book goes on", async () => {
  await page.goto(ours.url + "/u/HG/receive");
  await page.locator("input[type=file]").setInputFiles(answer);
  await press(page, "main form button.primary");
  await settle(page);
  ok(await page.locator("main .notice.done").count() > 0, "checked and taken");
  await sound(page);
  await shot(page, "healed-1280-vi");
  await page.goto(ours.url + "/u/HG/recover");
  ok(await page.locator("main .notice.done").count() > 0, "nothing signed is missing");
  ok(await page.locator("main table tbody tr").count() > 0, "lines that the partner never had are listed");
  await sound(page);
  await shot(page, "lost-lines-1280-vi");
  await page.goto(ours.url + "/u/HG/records/activity?search=" + encodeURIComponent("muc moi nhat"));
  like(await text(page), /Mục mới nhất/, "the entry is here again");
  await page.goto(ours.url + "/u/HG");
  is(await page.locator('main a[href="/u/HG/recover"]').count(), 0, "and the first page is quiet");
});

await run();
