"use strict";
// Small helpers that every part of the page uses.
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function shape(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function heading(scope, textContent) { return element("th", { scope, textContent }); }

function words(text) { return text.split(" ").filter(Boolean); }

function counted(number, name) { return `${number} ${name}${number === 1 ? "" : "s"}`; }

// From where on a pin may be posted, and below where it is made anew: scorer/scoring/bands.py.
function bands() { return words(document.querySelector("#known").dataset.bands).map(Number); }

// The class of a score, by the number that is shown.
function toneOf(score) {
  const [good, fair] = bands();
  const shown = wholeOf(score);
  return shown >= good ? "good" : shown >= fair ? "fair" : "poor";
}

function isStill() { return matchMedia("(prefers-reduced-motion: reduce)").matches; }

// Says in a line at the foot of the window what was done.
function tell(text) {
  const place = document.querySelector("#told");
  place.textContent = text;
  place.hidden = false;
  clearTimeout(tell.clock);
  tell.clock = setTimeout(() => { place.hidden = true; }, 4000);
}

// A score as the terminal and the cards round it: halves to the even number.
function wholeOf(score) {
  const near = Math.round(score);
  return near - score === 0.5 && near % 2 ? near - 1 : near;
}
