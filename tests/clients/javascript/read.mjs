// Reads calendars with ical.js (Thunderbird, Nextcloud) and with node-ical, and knows nothing else of the library.
// node read.mjs: answers each line of JSON, {ask, data...}, with one line of JSON. Days are "2020-03-09", instants in
// UTC "2020-09-30T12:30:00Z".

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const version = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;

// A time without a zone is floating, and stays without the Z.
const icalTime = (time) =>
  time.isDate || time.zone.tzid === "floating" ? time.toString() : time.convertToZone(ICAL.Timezone.utcTimezone).toString();

function icalJs({ data }) {
  const calendar = new ICAL.Component(ICAL.parse(data));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: icalTime(event.startDate),
      end: icalTime(event.endDate),
      title: event.summary,
      status: component.getFirstPropertyValue("status"),
      sequence: event.sequence,
      place: event.location ?? "",
      description: event.description,
      busy: component.getFirstPropertyValue("transp") === "OPAQUE",
      whole: component.getFirstPropertyValue("related-to") ?? "",
    };
  });
}

// Days are the first instants of a day in the zone of the machine.
const two = (number) => String(number).padStart(2, "0");
const nodeIcalTime = (time) =>
  time.dateOnly
    ? `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
    : time.toISOString().replace(".000Z", "Z");

function nodeIcalEvents({ data }) {
  return Object.values(nodeIcal.sync.parseICS(data))
    .filter((component) => component.type === "VEVENT")
    .map((event) => ({
      uid: event.uid,
      start: nodeIcalTime(event.start),
      end: nodeIcalTime(event.end),
      title: event.summary,
      status: event.status,
      sequence: Number(event.sequence),
      place: event.location ?? "",
      description: event.description,
      busy: event.transparency === "OPAQUE",
      whole: event["related-to"] ?? "",
    }));
}

// The offset from UTC, in seconds, that a VTIMEZONE gives each local time, "2020-10-25T02:30:00".
function offsets({ data, times }) {
  const component = new ICAL.Component(ICAL.parse(data)).getFirstSubcomponent("vtimezone");
  const zone = new ICAL.Timezone(component);
  return times.map((time) => zone.utcOffset(ICAL.Time.fromDateTimeString(time)));
}

const answers = { version: ({ name }) => version(name), "ical.js": icalJs, "node-ical": nodeIcalEvents, offsets };

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, ...given } = JSON.parse(line);
  let answer;
  try {
    answer = { read: answers[ask](given) };
  } catch (error) {
    answer = { error: String(error) };
  }
  console.log(JSON.stringify(answer));
}
