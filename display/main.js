/** Begins the page that `boot` asks for: the hall's display, or the small one above a counter. */
import { boot } from "#shared/boot.js";
import { begin as beginCounter } from "./counter-page.js";
import { begin as beginHall } from "./hall-page.js";

const root = document.getElementById("app");
if (boot.counter) beginCounter(root);
else beginHall(root);
