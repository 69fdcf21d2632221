// All pins as one feed of two columns, at the width of a phone, in the order that is chosen.
function showWall(wall, book, cards) {
  const feed = element("div", { className: "feed" });
  const pictured = cards.filter((card) => book.picture(card));
  intoColumns(feed, pictured.map((card) => wallTile(book, card)));
  const bare = cards.length - pictured.length;
  const note = `183 px wide, as a 390 px phone shows them.${bare ? ` ${counted(bare, "pin")} without a picture left out.` : ""}`;
  wall.replaceChildren(element("div", { className: "phone endless" }, feed), element("p", { className: "muted", textContent: note }));
}

// A tile that opens its pin, with its score in the corner.
function wallTile(book, card) {
  const made = tile(book, card);
  const score = Number(card.dataset.score);
  const link = element("a", { href: `#pin-${card.dataset.pin}`, ariaLabel: `${book.name(card.dataset.pin)}, score ${score < 0 ? "not known" : wholeOf(score)}` });
  made.figure.firstChild.loading = "lazy";
  link.append(made.figure.firstChild, element("b", { className: `chip ${card.dataset.tone}`, textContent: score < 0 ? "–" : wholeOf(score) }));
  made.figure.prepend(link);
  return made;
}
