// Sends visitors of an old page on to where the part they wanted is now. The server never learns of the part.
const wanted = decodeURIComponent(location.hash.slice(1));
const links = [...document.querySelectorAll("a[data-part]")];
const link = links.find((one) => one.dataset.part === wanted) ?? links[0];
if (link) location.replace(link.href);
