// Leaves what was found in the page, for the test to read.
function leave(found) {
  const place = document.createElement("script");
  place.type = "application/json";
  place.id = "found";
  place.textContent = JSON.stringify(found).replace(/</g, "\\u003c");
  document.body.append(place);
}
