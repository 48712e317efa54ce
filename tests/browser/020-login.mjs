#!/usr/bin/env node
/* 020-login.mjs: one-time address, password, second step, language, coming back after the session ran out.
 * SPDX-License-Identifier: Apache-2.0 */
import path from "node:path";
import { demo, enter, is, like, ok, password, pathname, press, quiet, run, serve, shot, sound, test, text, totp, visitor } from "./lib.mjs";

const office = await serve(path.join(demo(), "haugiang.ketnghia"));
let page = await visitor();

async function login(page, pass, code = "") {
  await page.goto(office.url + "/login");
  await page.locator("#name").fill("vanphong");
  await page.locator("#password").fill(pass);
  await page.locator("#code").fill(code);
  await press(page, "main form button.primary");
}

test("a page asked for by nobody leads to the login and back", async () => {
  await page.goto(office.url + "/account");
  is(pathname(page), "/login", "login first");
  like(page.url(), /next=/, "where to go afterwards");
  await sound(page);
  await shot(page, "login-1280-vi");
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, "login at 320");
  await shot(page, "login-320-vi");
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("the language can be changed before logging in", async () => {
  await press(page, ".person a[hreflang=en]");
  is(await page.evaluate(() => document.documentElement.lang), "en", "language of the page");
  like(await text(page, "h1"), /Log in/, "English");
  await sound(page);
  await shot(page, "login-1280-en");
});

test("opening the one-time address changes nothing, its button lets in", async () => {
  const looking = await visitor();
  await looking.goto(office.link);
  await sound(looking);
  await shot(looking, "link-1280-vi");
  await enter(page, office);
  is(pathname(page), "/u/HG", "the unit");
});

test("the one-time address lets in once only", async () => {
  const late = await visitor();
  await late.goto(office.link);
  await press(late, "main form button.primary");
  like(await text(late), /đã dùng|10 phút|mười phút/i, "says that it was used");
  await sound(late);
  await shot(late, "link-used-1280-vi");
  await late.goto(office.url + "/account");
  is(pathname(late), "/login", "not let in");
});

test("a made-up address lets nobody in", async () => {
  const stranger = await visitor();
  await stranger.goto(office.url + "/login/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  await press(stranger, "main form button.primary");
  await stranger.goto(office.url + "/account");
  is(pathname(stranger), "/login", "not let in");
});

test("logging out ends the session, not only the page", async () => {
  const cookies = await page.context().cookies();
  const cookie = cookies.find((one) => one.name === "kn");
  ok(cookie.httpOnly && cookie.sameSite !== "None", "the cookie is out of scripts' and other sites' reach");
  await page.goto(office.url + "/account");
  await press(page, page.locator(".person form[action='/logout'] button"));
  await page.context().addCookies([cookie]);
  await page.goto(office.url + "/account");
  is(pathname(page), "/login", "the old cookie is worth nothing");
});

test("a wrong password and a wrong name get the same sentence", async () => {
  await login(page, "không phải câu này");
  const wrong = await text(page, ".notice.wrong");
  is(await page.locator("#name").inputValue(), "vanphong", "the name is kept");
  await sound(page);
  await shot(page, "login-wrong-1280-vi");
  await page.goto(office.url + "/login");
  await page.locator("#name").fill("khongco");
  await page.locator("#password").fill("không phải câu này");
  await press(page, "main form button.primary");
  is(await text(page, ".notice.wrong"), wrong, "which of the two is not told");
});

test("name and password let in", async () => {
  await login(page, password);
  is(pathname(page), "/u/HG", "the unit");
});

test("the account page, and a language that stays", async () => {
  await page.goto(office.url + "/account");
  await sound(page);
  await shot(page, "account-1280-vi");
  await press(page, page.locator(".person form[action='/language'] button"));
  await page.goto(office.url + "/account");
  like(await text(page, "h1"), /Your account/, "English");
  await sound(page);
  await shot(page, "account-1280-en");
  await press(page, page.locator(".person form[action='/language'] button"));
});

let secret;
test("an authenticator app is set up by code or by letters", async () => {
  await page.goto(office.url + "/totp");
  await sound(page);
  await shot(page, "totp-1280-vi");
  ok(await page.locator("svg.qr[role=img]").isVisible(), "a code to read");
  secret = (await text(page, ".mono")).replace(/\s/g, "");
  await page.locator("[name=code]").fill("000000");
  await press(page, "main form button.primary");
  ok(await page.locator("main .wrong").count() > 0, "six wrong digits are refused");
  is((await text(page, ".mono")).replace(/\s/g, ""), secret, "with the same letters");
  await page.locator("[name=code]").fill(totp(secret));
  await press(page, "main form button.primary");
  await shot(page, "totp-set-1280-vi");
  quiet(page);
});

test("afterwards the password alone is not enough", async () => {
  await login(page, password);
  like(await text(page, ".notice.wrong"), /./, "refused");
  await login(page, password, "123456");
  like(await text(page, ".notice.wrong"), /./, "wrong digits are refused");
  /* The digits that set it up are used: the next ones count. */
  await login(page, password, totp(secret, Date.now() + 30000));
  is(pathname(page), "/u/HG", "let in");
});

test("many wrong passwords are slowed down", async () => {
  const stranger = await visitor();
  let refused = 0;
  for (let i = 0; i < 30 && refused === 0; i++) {
    await login(stranger, `đoán mò lần ${i}`);
    if (/429|phút|giây|chờ|đợi/i.test(await text(stranger, ".notice.wrong"))) refused = i;
  }
  ok(refused > 2 && refused < 30, `the brake holds after ${refused} guesses`);
  await shot(stranger, "login-brake-1280-vi");
});

await run();
