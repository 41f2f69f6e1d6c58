// Going from article to article by keys, on pages that have nothing else.
import { goes } from "./articles.js";

document.addEventListener("keydown", (event) => goes(event));
