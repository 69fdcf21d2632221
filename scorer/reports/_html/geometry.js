// Where marks stand, in px: outlines around what is meant, badges beside the picture, leaders
// between them. Numbers only: the page, the saved picture and the tests use the same.
const OUTSET = 7; // between ink and outline
const GUTTER = 34; // beside the picture, for badges
const BADGE = 22;
const BADGE_STEP = 26;

// A spot is a finding: {number, box}. Returns groups of findings with one place: their numbers,
// the rectangles outlined, the side and middle of their badge; rectangles of the lines that no
// finding means; and the height that the badges need.
function markGeometry({ width, height, spots, lines }) {
  const groups = [];
  for (const spot of spots) {
    const same = groups.find((group) => overlapOf(group.box, spot.box) > 0.8);
    if (same) { same.numbers.push(spot.number); continue; }
    const own = lines.filter((line) => isWithin(line, spot.box));
    const isText = own.length > 0 && overlapOf(unionOf(own), spot.box) > 0.5;
    groups.push({ numbers: [spot.number], box: spot.box, isText, rects: (isText ? own : [spot.box]).map(outset) });
  }
  const meant = groups.filter((group) => group.isText).flatMap((group) => group.rects);
  const free = lines.map(outset).filter((rect) => !meant.some((each) => overlapOf(each, rect) > 0.8));
  const columns = { left: [], right: [] };
  for (const group of groups) {
    group.target = unionOf(group.rects);
    group.size = BADGE_STEP * group.numbers.length;
  }
  const ranked = [...groups].sort((a, b) => a.target[1] - b.target[1]);
  for (const group of ranked) columns[sideOf(group, columns, lines, width)].push(group);
  const needed = Math.max(height, ...Object.values(columns).map((column) => column.reduce((sum, group) => sum + group.size, 0)));
  for (const [side, column] of Object.entries(columns)) stack(column, side, needed);
  for (const group of groups) group.leader = leaderOf(group, width);
  return { groups, free, height: needed };
}

function outset([left, top, width, height]) { return [left - OUTSET, top - OUTSET, width + 2 * OUTSET, height + 2 * OUTSET]; }

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

// The side that is nearer, has room, and from which the leader crosses no other line.
function sideOf({ target }, columns, lines, width) {
  const middle = target[1] + target[3] / 2;
  const crossed = (from, to) => lines.filter((line) => line[1] <= middle && line[1] + line[3] >= middle && line[0] < to && line[0] + line[2] > from).length;
  const cost = {
    left: Math.max(0, target[0]) + 90 * crossed(0, target[0]) + 40 * columns.left.length,
    right: Math.max(0, width - target[0] - target[2]) + 90 * crossed(target[0] + target[2], width) + 40 * columns.right.length,
  };
  return cost.left < cost.right ? "left" : "right";
}

// Badges of one side: each as near to its place as the others let it.
function stack(column, side, height) {
  const tops = column.map((group) => group.target[1] + group.target[3] / 2 - group.size / 2);
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
