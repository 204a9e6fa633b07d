// Says dates, lists, lengths of time, numbers and names with Intl, which is ICU with the data of CLDR.
// node say.mjs: reads questions from its input as JSON and prints the answers in their order, with the versions.

import { readFileSync } from "node:fs";

// The calendar and the digits that the library writes in every language.
const date = (locale, options) =>
  new Intl.DateTimeFormat(locale, { ...options, calendar: "gregory", numberingSystem: "latn", timeZone: "UTC" });
const DAY = { year: "numeric", month: "long", day: "numeric" };
const MONTH = { year: "numeric", month: "long" };
const YEAR = { year: "numeric" };
const SHORT_MONTH = { month: "short" };
const CLOCK = { hour: "numeric", minute: "numeric" };
const at = (text) => new Date(`${text}Z`);
const from = (locale, options, [first, last]) => date(locale, options).formatRange(at(first), at(last));
const list = (locale, type, items) => new Intl.ListFormat(locale, { type }).format(items);
const unit = (locale, unit, number) =>
  new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long", numberingSystem: "latn" }).format(number);

const SAID = {
  day: (locale, [day]) => date(locale, { dateStyle: "long" }).format(at(day)),
  month: (locale, [day]) => date(locale, MONTH).format(at(day)),
  "short month": (locale, [day]) => date(locale, SHORT_MONTH).format(at(day)),
  year: (locale, [day]) => date(locale, YEAR).format(at(day)),
  days: (locale, ends) => from(locale, DAY, ends),
  months: (locale, ends) => from(locale, MONTH, ends),
  years: (locale, ends) => from(locale, YEAR, ends),
  clock: (locale, [time]) => date(locale, { timeStyle: "short" }).format(at(time)),
  hours: (locale, ends) => from(locale, CLOCK, ends),
  all: (locale, items) => list(locale, "conjunction", items),
  "one of": (locale, items) => list(locale, "disjunction", items),
  duration: (locale, units) =>
    list(locale, "unit", units.map(([name, number]) => unit(locale, name, number))),
  plural: (locale, [number]) => new Intl.PluralRules(locale).select(number),
  number: (locale, [number]) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 2, numberingSystem: "latn" }).format(number),
  country: (locale, [code]) => new Intl.DisplayNames(locale, { type: "region" }).of(code),
  language: (locale, [tag]) =>
    new Intl.DisplayNames(locale, { type: "language", languageDisplay: "standard" }).of(tag),
  direction: (locale) => (new Intl.Locale(locale).getTextInfo?.() ?? new Intl.Locale(locale).textInfo).direction,
};

const questions = JSON.parse(readFileSync(0, "utf-8"));
const answers = questions.map(([kind, locale, given]) => SAID[kind](locale, given));
console.log(JSON.stringify({ cldr: process.versions.cldr, icu: process.versions.icu, answers }));
