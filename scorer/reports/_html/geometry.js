// Where marks stand, in px: outlines around what is meant, badges beside the picture, leaders
// between them. Numbers only: the page, the saved picture and the tests use the same.
const OUTSET = 7; // between ink and outline
const EDGE = 2; // that outlines may stand out of the picture
const GUTTER = 34; // beside the picture, for badges
const BADGE = 22;
const BADGE_STEP = 26;

// A spot is a finding: {number, box}. Returns groups of findings with one place: their numbers,
// the rectangles outlined, the side and middle of their badge; rectangles of the lines that no
// finding means; and the height that the badges need.
function markGeometry({ width, height, spots, lines }) {
  const groups = [];
  const around = (box) => outset(box, width, height);
  for (const spot of spots) {
    const same = groups.find((group) => overlapOf(group.box, spot.box) > 0.8);
    if (same) { same.numbers.push(spot.number); continue; }
    const own = lines.filter((line) => isWithin(line, spot.box));
    const isText = own.length > 0 && overlapOf(unionOf(own), spot.box) > 0.5;
    groups.push({ numbers: [spot.number], box: spot.box, isText, rects: (isText ? own : [spot.box]).map(around) });
  }
  const meant = groups.filter((group) => group.isText).flatMap((group) => group.rects);
  const free = lines.map(around).filter((rect) => !meant.some((each) => overlapOf(each, rect) > 0.8));
  const columns = { left: [], right: [] };
  for (const group of groups) group.size = BADGE_STEP * group.numbers.length;
  const ranked = [...groups].sort((a, b) => middleOf(unionOf(a.rects)) - middleOf(unionOf(b.rects)));
  for (const group of ranked) {
    const ways = ["left", "right"].map((side) => wayOf(group, side, columns[side], lines, width));
    const way = ways[0].cost < ways[1].cost ? ways[0] : ways[1];
    group.target = way.target;
    columns[way.side].push(group);
  }
  for (const column of Object.values(columns)) column.sort((a, b) => middleOf(a.target) - middleOf(b.target));
  const needed = Math.max(height, ...Object.values(columns).map((column) => column.reduce((sum, group) => sum + group.size, 0)));
  for (const [side, column] of Object.entries(columns)) stack(column, side, needed);
  for (const group of groups) group.leader = leaderOf(group, width);
  return { groups, free, height: needed };
}

// Room around a box, no more than a hair beyond the picture.
function outset([left, top, width, height], across, down) {
  const x = Math.max(-EDGE, left - OUTSET);
  const y = Math.max(-EDGE, top - OUTSET);
  return [x, y, Math.min(across + EDGE, left + width + OUTSET) - x, Math.min(down + EDGE, top + height + OUTSET) - y];
}

function middleOf([, top, , height]) { return top + height / 2; }

// Shared surface of two boxes, as a part of what either covers.
function overlapOf(one, other) {
  const across = Math.min(one[0] + one[2], other[0] + other[2]) - Math.max(one[0], other[0]);
  const down = Math.min(one[1] + one[3], other[1] + other[3]) - Math.max(one[1], other[1]);
  if (across <= 0 || down <= 0) return 0;
  return (across * down) / (one[2] * one[3] + other[2] * other[3] - across * down);
}

function isWithin([left, top, width, height], [x, y, wide, high]) {
  const [across, down] = [left + width / 2, top + height / 2];
  return across >= x - 1 && across <= x + wide + 1 && down >= y - 1 && down <= y + high + 1;
}

// The way from one side: to the rectangle that is nearest to it and near the middle of the group,
// dearer by what it crosses and by the badges that stand there.
function wayOf(group, side, column, lines, width) {
  const distance = (rect) => Math.max(0, side === "left" ? rect[0] : width - rect[0] - rect[2]);
  const middle = middleOf(unionOf(group.rects));
  const reach = (rect) => distance(rect) + 0.3 * Math.abs(middleOf(rect) - middle);
  const target = group.rects.reduce((best, rect) => (reach(rect) < reach(best) ? rect : best));
  const at = middleOf(target);
  const [from, to] = side === "left" ? [0, target[0]] : [target[0] + target[2], width];
  const crossed = lines.filter((line) => line[1] <= at && line[1] + line[3] >= at && line[0] < to && line[0] + line[2] > from).length;
  return { side, target, cost: distance(target) + 90 * crossed + 40 * column.length };
}

// Badges of one side: each as near to its place as the others let it.
function stack(column, side, height) {
  const tops = column.map((group) => middleOf(group.target) - group.size / 2);
  let next = 0;
  for (let at = 0; at < column.length; at += 1) {
    tops[at] = Math.max(tops[at], next);
    next = tops[at] + column[at].size;
  }
  let last = height;
  for (let at = column.length - 1; at >= 0; at -= 1) {
    tops[at] = Math.min(tops[at], last - column[at].size);
    last = tops[at];
  }
  column.forEach((group, at) => Object.assign(group, { side, top: tops[at] }));
}

// From the badge to the outline's side: [x, y, x, y].
function leaderOf({ side, top, size, target }, width) {
  const y = top + size / 2;
  const to = between(target[1] + 3, target[1] + target[3] - 3, y);
  return side === "left"
    ? [BADGE / 2 - GUTTER + 10, y, Math.max(0, target[0]), to]
    : [width + GUTTER - BADGE / 2 - 10, y, Math.min(width, target[0] + target[2]), to];
}
