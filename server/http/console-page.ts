import type { WebAssets } from "#server/http/web-assets.ts";

/** The console's empty shell; the console is an application and draws itself. */
export function renderConsolePage(assets: WebAssets): string {
  return `<!doctype html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>رضا</title>
<link rel="icon" href="data:,">
${assets.tagsFor("console")}
</head>
<body>
<div id="root"></div>
<noscript>تحتاج لوحة رضا إلى تشغيل JavaScript. · Rida's console needs JavaScript.</noscript>
</body>
</html>`;
}
