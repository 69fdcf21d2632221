// What is open and how it is shown, in the address: #pin-3?on=clutter_map&view=gray&order=best.
// A link names only the place; the rest is kept from place to place. The files of the pins that are
// open stand there, too: a report that is made anew numbers its pins anew.
const address = {
  place: "all",
  kept: new URLSearchParams(),

  read() {
    const [place, query] = location.hash.slice(1).split("?");
    this.place = place || "all";
    if (query !== undefined) this.kept = new URLSearchParams(query);
    else {
      this.kept.delete("file"); // of the pins before
      if (this.kept.size) this.write();
    }
  },

  get(name) { return this.kept.get(name) ?? ""; },

  set(name, value) {
    if (value) this.kept.set(name, value); else this.kept.delete(name);
    this.write();
  },

  files() { return this.kept.getAll("file"); },

  setFiles(files) {
    this.kept.delete("file");
    for (const file of files) this.kept.append("file", file);
    this.write();
  },

  write() {
    const query = this.kept.toString();
    if (!query && !location.hash && this.place === "all") return;
    history.replaceState(null, "", `#${this.place}${query ? `?${query}` : ""}`);
  },

  // The numbers of the pins that are open: one, or several to compare.
  pins() { return [...new Set(/^(?:pin|compare)-([\d-]+)$/.exec(this.place)?.[1].split("-") ?? [])]; },

  setPins(numbers) { this.place = numbers.length ? `${numbers.length > 1 ? "compare" : "pin"}-${numbers.join("-")}` : "all"; },
};
