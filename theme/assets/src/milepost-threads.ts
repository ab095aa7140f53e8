/* The script of the alignment page, which only that page loads. */

import { threads } from "./threads.ts";

window.milepost?.add("[data-mp-threads]", threads);
