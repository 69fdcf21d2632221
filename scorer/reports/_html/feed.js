// The feed of a phone, in px of the phone, as feed.css has them.
const PHONE = { screen: 800, column: 183, tallest: 384, caption: 32 };
const STANDS = [236, 280, 250, 210, 290];

// Filled to its lower edge: the pin beside others and stand-ins, each in the shorter column, with
// what Pinterest shows of a title.
function fillFeed(feed, book) {
  const mine = book.byIndex.get(feed.dataset.feed);
  const others = book.cards.filter((card) => card !== mine && book.picture(card));
  const tiles = [];
  let height = 0;
  for (let at = 0; height < 2 * PHONE.screen + PHONE.tallest; at += 1) {
    const card = at === 1 ? mine : others.shift();
    const made = card ? tile(book, card) : stand(STANDS[at % STANDS.length]);
    if (card === mine) made.figure.className = "mine";
    tiles.push(made);
    height += made.height + PHONE.caption;
  }
  intoColumns(feed, tiles);
}

// Lays tiles into two columns, each in the shorter one.
function intoColumns(feed, tiles) {
  const columns = [element("div"), element("div")];
  const filled = [0, 0];
  for (const { figure, height } of tiles) {
    const shorter = filled[0] <= filled[1] ? 0 : 1;
    columns[shorter].append(figure);
    filled[shorter] += height + PHONE.caption;
  }
  feed.replaceChildren(...columns);
}

function tile(book, card) {
  const picture = book.picture(card).cloneNode();
  picture.removeAttribute("loading");
  const form = picture.getAttribute("height") / picture.getAttribute("width");
  const title = element("figcaption", {}, element("span", { textContent: card.dataset.title }));
  return { figure: element("figure", {}, picture, title), height: Math.min(PHONE.tallest, PHONE.column * (form || 1.5)) };
}

function stand(height) {
  const figure = element("figure", {}, element("span", { className: "stand" }), element("figcaption"));
  figure.firstChild.style.height = `${height}px`;
  return { figure, height };
}
