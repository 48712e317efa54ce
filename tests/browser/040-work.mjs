#!/usr/bin/env node
/* 040-work.mjs: the day of a recorder: write, see the total move, open it, correct, undo; by keyboard, and without scripts.
 * SPDX-License-Identifier: Apache-2.0 */
import path from "node:path";
import { command, demo, dong, enter, is, like, ok, password, pathname, press, quiet, run, serve, shot, sound, tabTo, test, text, visitor } from "./lib.mjs";

const title = "Trao quà cho bà con xã Vĩnh Thuận Đông bị ngập sau đợt triều cường đầu tháng tám";

for (const scripts of [true, false]) {
  const how = scripts ? "" : " without scripts";
  const name = scripts ? "" : "-plain";
  let office, page, before, record;

  test(`the home page says how the unit stands${how}`, async () => {
    office = await serve(path.join(demo(), "haugiang.ketnghia"));
    page = await visitor({ scripts });
    await enter(page, office);
    is(pathname(page), "/u/HG", "home");
    before = dong(await text(page, "#total"));
    is(before, 60383000000, "the total of the article");
    await sound(page);
  });

  test(`an activity is written by keyboard alone${how}`, async () => {
    if (scripts) await press(page, "body", "n");
    else {
      await tabTo(page, "main a[data-new]");
      await press(page, page.locator(":focus"));
    }
    is(pathname(page), "/u/HG/new/activity", "the form of an activity");
    await tabTo(page, "[name=held]");
    await page.keyboard.type("10/8/2020");
    await tabTo(page, "[name=title]");
    await page.keyboard.type(title);
    await tabTo(page, "[name=field]");
    await page.keyboard.press("ArrowDown");
    await tabTo(page, "[name=state]");
    while (await page.locator("[name=state]").inputValue() !== "delivered") {
      const stood = await page.locator("[name=state]").inputValue();
      await page.keyboard.press("ArrowDown");
      ok(await page.locator("[name=state]").inputValue() !== stood, "the arrow goes down the list of states");
    }
    await tabTo(page, "[name=value]");
    await page.keyboard.type("12 triệu");
    if (scripts) {
      const echo = page.locator('output[for="field-value"]');
      await page.waitForFunction(() => document.querySelector('output[for="field-value"]').textContent !== "");
      like(await echo.innerText(), /mười hai triệu đồng/i, "the amount in words while typing");
    }
    await sound(page);
    await shot(page, `form-filled-1280-vi${name}`);
    if (scripts) await press(page, page.locator(":focus"), "Control+Enter");
    else {
      await tabTo(page, "main form button.primary:not(.unseen)");
      await press(page, page.locator(":focus"));
    }
    like(pathname(page), /^\/u\/HG\/record\/HG-\d+$/, "the record");
    record = pathname(page);
    like(await text(page, ".notice.done"), /ghi/, "says that it is written");
    like(await text(page), /12 triệu/, "the value as it was typed");
    await sound(page);
    await shot(page, `record-1280-vi${name}`);
  });

  test(`the total on the home page has moved by it${how}`, async () => {
    await page.goto(office.url + "/u/HG");
    is(dong(await text(page, "#total")) - before, 12000000, "the difference");
    quiet(page);
  });

  test(`the total opens to the entries behind it${how}`, async () => {
    await tabTo(page, "#total");
    await press(page, page.locator(":focus"));
    is(pathname(page), "/u/HG/figure", "the figure");
    is(dong(await text(page, ".figure-large")) - before, 12000000, "the same figure");
    await sound(page);
    await shot(page, `figure-1280-vi${name}`);
    const next = page.locator("main nav.pager a[rel=next]").first();
    const rows = page.locator("main tbody th a");
    let seen = await rows.count();
    is(seen, 50, "a page of its entries");
    while (await next.count() > 0) {
      await press(page, next);
      seen += await rows.count();
    }
    is(seen, Number((await text(page, "main nav.pager span")).match(/(\d+)$/)[1]), "all its entries");
    const entry = page.locator("main tr").filter({ hasText: title }).locator("th a");
    ok(await entry.count() > 0, "the new activity stands among its entries");
    await press(page, entry);
    is(pathname(page), record, "and leads to the record");
  });

  test(`a correction asks why and keeps the old text in the history${how}`, async () => {
    await page.goto(office.url + record + "/edit");
    await page.locator("[name=value]").fill("15 triệu");
    await press(page, "main form button.primary:not(.unseen)");
    like(await text(page, ".summary"), /vì sao|lý do|tại sao/i, "without a reason it is not written");
    is(await page.locator("[name=value]").inputValue(), "15 triệu", "the correction is kept");
    await sound(page);
    await shot(page, `edit-wrong-1280-vi${name}`);
    await page.locator("[name=why]").fill("Xã báo bổ sung");
    await press(page, "main form button.primary:not(.unseen)");
    is(pathname(page), record, "back at the record");
    const history = await text(page, ".history");
    like(history, /12 triệu[\s\S]*→[\s\S]*15 triệu/, "old and new value");
    like(history, /Xã báo bổ sung/, "the reason");
    await sound(page);
    await shot(page, `history-1280-vi${name}`);
  });

  test(`undo puts the total back${how}`, async () => {
    await press(page, page.locator(`main form[action="${record}/undo"] button`).first());
    like(await text(page, ".notice.done"), /hoàn tác/i, "says so");
    await page.goto(office.url + "/u/HG");
    is(dong(await text(page, "#total")), before, "the total of before");
    quiet(page);
  });

  test(`wrong input keeps what was typed, with a sentence at the field and a summary on top${how}`, async () => {
    await page.goto(office.url + "/u/HG/new/activity");
    await page.locator("[name=held]").fill("31/2/2020");
    await page.locator("[name=title]").fill("Hoạt động gõ sai");
    await page.locator("[name=value]").fill("nhiều lắm");
    await page.locator("[name=people]").fill("-5");
    await press(page, "main form button.primary:not(.unseen)");
    is(pathname(page), "/u/HG/new/activity", "the form again");
    const wrong = await page.locator(".summary li").count();
    ok(wrong >= 5, `each thing that is wrong stands on top: ${wrong}`);
    for (const field of ["held", "field", "state", "value", "people"]) {
      ok(await page.locator(`#field-${field}-wrong`).isVisible(), `a sentence at ${field}`);
      is(await page.locator(`#field-${field}`).getAttribute("aria-invalid"), "true", `${field} is marked`);
      like(await page.locator(`#field-${field}`).getAttribute("aria-describedby"), new RegExp(`field-${field}-wrong`), `${field} is told by its sentence`);
    }
    is(await page.locator("[name=held]").inputValue(), "31/2/2020", "the date is kept as typed");
    is(await page.locator("[name=title]").inputValue(), "Hoạt động gõ sai", "the title");
    is(await page.locator("[name=value]").inputValue(), "nhiều lắm", "the amount");
    is(await page.locator("[name=people]").inputValue(), "-5", "the count");
    if (scripts) is(await page.evaluate(() => document.activeElement.id), "summary", "the focus is on the summary");
    await sound(page);
    await shot(page, `form-wrong-1280-vi${name}`);
    ok(!command(office.file, "--unit", "HG", "list", "activity").includes("Hoạt động gõ sai"), "nothing was written");
  });

  test(`one more row in a list keeps what was typed${how}`, async () => {
    await page.goto(office.url + "/u/HG/new/activity");
    await page.locator("[name=title]").fill("Nhiều bên cùng làm");
    const rows = page.locator("#field-partners .row");
    const count = await rows.count();
    await page.locator("#field-partners button.add-row").press("Enter");
    await rows.nth(count).waitFor();
    is(await page.locator("[name=title]").inputValue(), "Nhiều bên cùng làm", "the title is kept");
    await sound(page);
    page.on("dialog", (dialog) => dialog.accept());
  });

  test(`a form sent after the session ran out comes back filled, and nothing is done${how}`, async () => {
    await page.goto(office.url + "/u/HG/new/activity");
    await page.locator("[name=title]").fill("Trao quà khi phiên đã hết");
    await page.context().clearCookies();
    await press(page, "main form button.primary:not(.unseen)");
    like(await text(page), /đăng nhập/i, "asks to log in again");
    await sound(page);
    await shot(page, `login-again-1280-vi${name}`);
    await page.locator("#name").fill("vanphong");
    await page.locator("#password").fill(password);
    await press(page, "main form button.primary");
    is(await page.locator("[name=title]").inputValue(), "Trao quà khi phiên đã hết", "what was typed stands there");
    ok(!command(office.file, "--unit", "HG", "list", "activity").includes("khi phiên đã hết"), "nothing was written");
    await sound(page);
  });

  test(`the office closes well${how}`, async () => {
    await page.context().close();
    is(await office.stop(), 0, "exit");
    command(office.file, "verify");
  });
}

await run();
