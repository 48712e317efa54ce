#!/usr/bin/env node
/* 092-keys.mjs: the chair changes the key of the book; the partner's office stops at one page, hears the words, and goes
 * on; the recovery sheet takes a change back.
 * SPDX-License-Identifier: Apache-2.0 */
import path from "node:path";
import { command, demo, enter, is, like, looked, ok, password, pathname, press, run, serve, settle, sound, test, text, visitor } from "./lib.mjs";

const both = demo();
let theirs = await serve(path.join(both, "kiengiang.ketnghia"));
const ours = await serve(path.join(both, "haugiang.ketnghia"));
const chair = await visitor();
const officer = await visitor();
const plain = (said) => ok(!/hash|merkle|node|sync|Ed25519|log_key|key\/1/i.test(said), "no machine words");
let words;
let sheet;

async function change(page, by, fill = {}) {
  await page.goto(theirs.url + "/u/KG/keys");
  await page.locator(`[name=by][value=${by}]`).check();
  if (fill.sheet !== undefined) await page.locator("[name=sheet]").fill(fill.sheet);
  if (fill.fresh) await page.locator("[name=new_sheet]").check();
  await page.locator('[name="password.old"]').fill(fill.password ?? password);
  await press(page, 'main form[action$="/keys"] button.primary');
}

async function exchange() {
  await officer.goto(ours.url + "/u/HG/exchange/KG");
  if (pathname(officer) !== "/u/HG/exchange/KG") return;
  await press(officer, 'main form[action$="/exchange/KG"] button.primary');
  await settle(officer);
}

async function compare(heard) {
  await officer.goto(ours.url + "/u/HG/partners/KG");
  await officer.locator("[name=words]").fill(heard);
  await press(officer, "main form button.primary");
}

test("two offices exchange", async () => {
  await enter(chair, theirs);
  await enter(officer, ours);
  await officer.goto(ours.url + "/u/HG/partners/KG");
  await officer.locator("[name=address]").fill(theirs.url);
  await press(officer, 'main form[action$="/reach"] button.primary');
  await exchange();
  ok(!(await officer.locator("main .wrong").count()), "all is well");
});

test("the page of the key says what it is and asks what happened", async () => {
  await chair.goto(theirs.url + "/u/KG/system");
  await press(chair, 'main a[href$="/keys"]');
  const said = await text(chair);
  like(said, /con dấu/, "in words of an office");
  plain(said);
  await looked(chair, "keys");
});

test("a wrong password changes nothing, and what was chosen stays", async () => {
  await change(chair, "key", { fresh: true, password: "sai mật khẩu rồi đấy" });
  ok(await chair.locator("main .wrong").count() > 0, "a sentence");
  ok(await chair.locator("[name=by][value=key]").isChecked(), "what was chosen");
  ok(await chair.locator("[name=new_sheet]").isChecked(), "and this too");
  is(JSON.parse(command(theirs.file, "--unit", "KG", "key", "list", "--format", "json")).length, 1, "the key is the one before");
});

test("the chair changes the key and gets a new sheet", async () => {
  await change(chair, "key", { fresh: true });
  words = await chair.locator("main .words").first().innerText();
  plain(await text(chair));
  await looked(chair, "key-changed");
  await press(chair, 'main a[href$="/recovery"]');
  const groups = await chair.locator("main ol.secret li").allInnerTexts();
  is(groups.length, 13, "13 groups");
  sheet = groups.map((group) => group.trim()).join("-");
  for (const name of ["group1", "group2", "group3"]) {
    const label = await chair.locator(`label[for=${name}]`).innerText();
    await chair.locator(`[name=${name}]`).fill(groups[Number(label.match(/\d+/)[0]) - 1].trim());
  }
  await press(chair, "main form button.primary");
  is(pathname(chair), "/u/KG", "put away");
});

test("the partner stops at one page until the words were compared", async () => {
  await exchange();
  await officer.goto(ours.url + "/u/HG/partners/KG");
  is(pathname(officer), "/u/HG/partners/KG/key", "everything leads there");
  const said = await text(officer);
  like(said, /Khoá cũ bảo đảm/, "who vouches for it");
  plain(said);
  await looked(officer, "partner-new-key");
  await officer.goto(ours.url + "/u/HG/send/KG");
  is(pathname(officer), "/u/HG/partners/KG/key", "nothing is sent");
  await compare("một hai ba bốn năm sáu");
  ok(await officer.locator("main .wrong").count() > 0, "words of nobody change nothing");
  await compare(words);
  like(await text(officer), /khoá mới từ mục/, "what goes onto the paper");
  await looked(officer, "partner-key-taken");
  await exchange();
  ok(!(await officer.locator("main .wrong").count()), "the exchange goes on");
  await officer.goto(ours.url + "/u/HG/partners/KG");
  like(await text(officer), /Các lần thay khoá/, "the partner's page remembers it");
  await looked(officer, "partner-key-history");
});

test("a change that nobody of the unit made is taken back by the sheet", async () => {
  command(theirs.file, "--unit", "KG", "key", "change", "--new-sheet");
  await chair.goto(theirs.url + "/u/KG/keys");
  like(await text(chair), /Nếu không ai trong đơn vị thay khoá/, "the page says what to do about it");
  await looked(chair, "keys-history");
  await change(chair, "sheet", { sheet: sheet.replace(/^..../, "AAAA") });
  ok(await chair.locator("main .wrong").count() > 0, "a misread sheet");
  is(await chair.locator("[name=sheet]").inputValue(), sheet.replace(/^..../, "AAAA"), "what was typed stays");
  await change(chair, "sheet", { sheet: sheet.toLowerCase() });
  words = await chair.locator("main .words").first().innerText();
  await exchange();
  await officer.goto(ours.url + "/u/HG/partners/KG");
  like(await text(officer), /huỷ lần thay khoá trước/, "the partner reads it");
  await looked(officer, "partner-key-taken-back");
  await compare(words);
  await exchange();
  await officer.goto(ours.url + "/u/HG/partners/KG");
  like(await text(officer), /đã rút lại/, "and sees which change it was");
});

test("the keys get a passphrase, and what needs them waits for it after a start", async () => {
  const phrase = "con thuyền nhỏ qua sông lớn";
  await chair.goto(theirs.url + "/u/KG/keys");
  await press(chair, 'main a[href$="/keys/passphrase"]');
  plain(await text(chair));
  await looked(chair, "passphrase");
  await chair.locator("[name=fresh]").fill(phrase);
  await chair.locator('[name="fresh.again"]').fill(phrase + "!");
  await chair.locator('[name="password.old"]').fill(password);
  await press(chair, "main form button.primary");
  ok(await chair.locator("main .wrong").count() > 0, "two that differ are refused");
  await chair.locator("[name=fresh]").fill(phrase);
  await chair.locator('[name="fresh.again"]').fill(phrase);
  await chair.locator('[name="password.old"]').fill(password);
  await press(chair, "main form button.primary");
  is(pathname(chair), "/u/KG/keys", "set");
  is(await theirs.stop(), 0, "the program is stopped");
  theirs = await serve(theirs.file, { listen: theirs.url.replace("http://", "") });
  await chair.goto(theirs.url + "/u/KG");
  if (pathname(chair) === "/login") {
    await chair.goto(theirs.link);
    await press(chair, "main form button.primary");
    await chair.goto(theirs.url + "/u/KG");
  }
  like(await text(chair, "body"), /Khoá của sổ chưa mở/, "every page says that they are locked");
  await looked(chair, "locked");

  command(theirs.file, "--unit", "KG", "add", "activity", "held=11/8/2020", "title=Khi đang khoá", "field=1", "state=delivered", "value=5 triệu");
  await exchange();
  like(await text(officer), /cụm từ bí mật/, "the partner who calls hears why");
  await change(chair, "key", { fresh: true });
  is(pathname(chair), "/u/KG/keys", "the form is held back");
  like(await text(chair), /những gì bạn đã gõ vẫn còn/, "and what was typed is kept");
  await looked(chair, "unlock");
  await chair.locator("[name=passphrase]").fill("không phải cụm từ ấy");
  await press(chair, "main form button.primary");
  ok(await chair.locator("main .wrong").count() > 0, "a wrong one");
  await chair.locator("[name=passphrase]").fill(phrase);
  await press(chair, "main form button.primary");
  ok(await chair.locator("[name=by][value=key]").isChecked(), "the form is there again, as it was");
  ok(await chair.locator("[name=new_sheet]").isChecked(), "all of it");
  await exchange();
  ok(!(await officer.locator("main .wrong").count()), "the partner calls again");
});

test("both offices end sound", async () => {
  is(await ours.stop(), 0, "ours");
  is(await theirs.stop(), 0, "theirs");
  command(ours.file, "verify");
  command(theirs.file, "verify");
});

await run();
