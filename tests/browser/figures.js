// Notes of every figure what it says to those who can't see it and where its data is, and of every element
// what could run or ask for something.
const all = [...document.querySelectorAll("*")];
const words = (element) =>
  (element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent ?? "").join(" ") ||
  element.getAttribute("aria-label") || element.querySelector(":scope > title")?.textContent || "";
const figure = (figure) => {
  const picture = figure.querySelector("svg, img");
  const isImage = picture?.tagName === "IMG" || picture?.getAttribute("role") === "img";
  return {
    alt: isImage ? picture.getAttribute("alt") || words(picture) : null,
    data: [...figure.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")),
  };
};
const address = (element) => (element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? "").trim();
// An empty icon keeps a browser from asking for one.
const isForeign = (element) => /^[a-z]+:|^\/\//i.test(address(element)) && address(element) !== "data:,";
leave({
  language: document.documentElement.lang,
  figures: [...document.querySelectorAll("figure")].map(figure),
  handlers: all.flatMap((element) => element.getAttributeNames().filter((name) => /^on/i.test(name))),
  resources: performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => !name.startsWith("data:")),
  frames: [...document.querySelectorAll("iframe, frame, object, embed, base, form, meta[http-equiv]")].map((element) => element.outerHTML),
  foreign_links: all.filter(isForeign).map((element) => element.outerHTML.slice(0, 200)),
});
