#!/usr/bin/env node
/* 090-forks.mjs: a partner's book that went two ways, and a card under a partner's name with another key: what the
 * officer sees, saves and does.
 * SPDX-License-Identifier: Apache-2.0 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { binary, command, demo, download, enter, folder, is, like, looked, ok, pathname, press, run, serve, shot, sound, test, text, visitor } from "./lib.mjs";

const both = demo();
const file = path.join(both, "haugiang.ketnghia");
const theirs = path.join(both, "kiengiang.ketnghia");
const copy = path.join(both, "ban-sao.ketnghia");
const status = (name, ...words) => spawnSync(binary, ["--lang", "vi", "--file", name, ...words], { encoding: "utf8" }).status;
const partners = (name) => JSON.parse(command(name, "partner", "list", "--format", "json"));
const words = (name, code) => partners(name).find((partner) => partner.unit === code).words;
let ours;
let page;
let proof;

test("a partner's office went on from an old copy, and both were sent", async () => {
  fs.copyFileSync(theirs, copy);
  fs.copyFileSync(theirs + ".head", copy + ".head");
  const add = (name, title) => command(name, "--unit", "KG", "add", "activity", "held=11/8/2020", `title=${title}`, "field=1", "state=delivered", "value=5 triệu");
  add(theirs, "Bản đang dùng");
  add(copy, "Bản sao cũ");
  add(copy, "Bản sao cũ, lần hai");
  const first = path.join(folder(), "1.ketnghia");
  const second = path.join(folder(), "2.ketnghia");
  command(theirs, "--unit", "KG", "send", "--to", "HG", "-o", first);
  command(copy, "--unit", "KG", "send", "--to", "HG", "-o", second);
  command(file, "receive", first);
  is(status(file, "receive", second), 3, "the second is refused as a fork");
  ours = await serve(file);
  page = await visitor();
  await enter(page, ours);
});

test("the page says what happened and what to do", async () => {
  await page.goto(ours.url + "/u/HG/partners/KG");
  like(await text(page), /không khớp/, "the partner's page says it");
  is(await page.locator('main a[href*="/send/"], main a[href*="/exchange/"]').count(), 0, "nothing can be sent");
  await looked(page, "stopped-partner");
  await press(page, 'main a[href$="/partners/KG/fork"]');
  const said = await text(page);
  like(said, /hai bản/, "two versions");
  like(said, /bản sao cũ/, "the usual cause");
  ok(!/hash|merkle|node|sync|fork/i.test(said), "no machine words");
  await looked(page, "fork");
  const saved = await download(page, 'main a[href$="/proof"]');
  like(saved.name, /^KG\.bang-chung$/, "name of the proof");
  proof = path.join(folder(), saved.name);
  fs.writeFileSync(proof, saved.bytes);
  is(status(path.join(folder(), "khong-co"), "verify", proof), 3, "anybody is convinced by it, without an office");
  await page.goto(ours.url + "/u/HG/send/KG");
  is(pathname(page), "/u/HG/partners/KG", "what would be sent is not shown any more");
});

test("six words are compared by telephone, from both sides", async () => {
  const stranger = path.join(folder(), "ca-mau.ketnghia");
  const card = path.join(folder(), "CM.the");
  command(stranger, "--unit", "CM", "init", "--name", "Hội Chữ thập đỏ tỉnh Cà Mau", "--kind", "chapter");
  command(stranger, "partner", "card", "-o", card);
  await page.goto(ours.url + "/u/HG/partners");
  await page.locator("input[type=file]").setInputFiles(card);
  await press(page, "main form button.primary");
  is(pathname(page), "/u/HG/partners/CM", "straight to the words");
  const said = await text(page);
  is(await page.locator("main .words").count(), 2, "ours to read out, and a place for theirs");
  ok(!/hash|merkle|node|sync/i.test(said), "no machine words");
  await looked(page, "six-words");
  await page.locator("[name=words]").fill(words(file, "CM"));
  await press(page, "main form button.primary");
  ok(!(await page.locator("[name=words]").count()), "compared");
});

test("a card with another key stops everything until the words were compared", async () => {
  const held = partners(file).find((partner) => partner.unit === "KG-CD");
  const forged = path.join(folder(), "gia.ketnghia");
  const card = path.join(folder(), "gia.the");
  command(forged, "--unit", "KG-CD", "init", "--name", "Công đoàn cơ sở", "--kind", "union", "--parent", "KG", "--origin", held.origin);
  command(forged, "partner", "card", "-o", card);
  const offer = async () => {
    await page.goto(ours.url + "/u/HG/partners");
    await page.locator("input[type=file]").setInputFiles(card);
    await press(page, "main form button.primary");
  };
  await offer();
  is(pathname(page), "/u/HG/partners/KG-CD/key", "straight to the page about it");
  const said = await text(page);
  like(said, /con dấu/, "in words of an office");
  ok(!/hash|merkle|node|sync/i.test(said), "no machine words");
  await looked(page, "other-key");
  await page.goto(ours.url + "/u/HG/send/KG-CD");
  is(pathname(page), "/u/HG/partners/KG-CD/key", "everything leads there");
  await page.locator("[name=words]").fill("một hai ba bốn năm sáu");
  await press(page, "main form button.primary");
  ok(await page.locator("main .wrong").count() > 0, "words of nobody change nothing");
  await page.locator("[name=words]").fill(held.words);
  await press(page, "main form button.primary");
  is(pathname(page), "/u/HG/partners/KG-CD", "the words of the card we hold end it");
  await sound(page);

  await offer();
  is(pathname(page), "/u/HG/partners", "the same card again is refused");
  ok(await page.locator("main .wrong").count() > 0, "and why is said");
  await sound(page);
  const other = path.join(folder(), "nguoi-khac.ketnghia");
  command(other, "--unit", "XX", "init", "--name", "Đơn vị khác", "--kind", "chapter");
  command(other, "partner", "add", card);
  await page.locator("input[type=file]").setInputFiles(card);
  await page.locator("[name=words]").fill(words(other, "KG-CD"));
  await press(page, "main form button.primary");
  is(pathname(page), "/u/HG/partners/KG-CD/key", "its own words let it be compared");
  await page.locator("[name=words]").fill(words(other, "KG-CD"));
  await press(page, "main form button.primary");
  const taken = await text(page);
  like(taken, /khoá mới từ mục/, "what goes onto the paper");
  await looked(page, "new-key");
});

test("both pages in English", async () => {
  for (const [name, address] of [["fork", "/u/HG/partners/KG/fork"], ["stopped-partner", "/u/HG/partners/KG"]]) {
    await page.goto(ours.url + address);
    if (name === "fork") await press(page, page.getByText("English", { exact: true }));
    await page.goto(ours.url + address);
    like(await text(page), name === "fork" ? /A book only ever grows/ : /does not agree/, "in English");
    await sound(page);
    await shot(page, `${name}-1280-en`);
  }
});

test("the office ends sound", async () => {
  is(await ours.stop(), 0, "it closes well");
  command(file, "verify");
});

await run();
