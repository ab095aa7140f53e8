/* What a page with a timeline loads as well. */

import { timeline } from "./timeline/timeline.ts";
import { TIMELINE } from "./view.ts";

window.milepost?.add(TIMELINE, timeline);
