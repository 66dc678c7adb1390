// Runs a workbook's Lite program in bare Pyodide and answers calls: one line of JSON in, one line out.
// Arguments: the folder of the npm package pyodide, the program (main.py), the stand-in for xlwings, and
// wheels that are installed first.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { createInterface } from "node:readline";
import { join, resolve } from "node:path";

const [packageFolder, program, standIn, ...wheels] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(join(packageFolder, "pyodide.mjs")));
const told = [];
const python = await loadPyodide({ indexURL: packageFolder, stdout: (line) => told.push(line) });

const site = python.runPython("import sysconfig; sysconfig.get_path('purelib')");
python.FS.writeFile(`${site}/xlwings.py`, readFileSync(standIn, "utf-8"));
for (const wheel of wheels) {
  python.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel", { extractDir: site });
}
python.runPython("import importlib; importlib.invalidate_caches()");
python.runPython(readFileSync(program, "utf-8"), { filename: "main.py" });
const answer = python.runPython("import xlwings; xlwings.answer_line");
const facts = python.runPython(`
import json, sys
json.dumps({"python": sys.version.split()[0], "functions": len(xlwings.REGISTERED),
            "heavy": sorted({"numpy", "pandas", "holidays"} & set(sys.modules))})
`);
console.log(facts);

for await (const line of createInterface({ input: process.stdin })) {
  told.length = 0;
  const answered = JSON.parse(answer(line));
  console.log(JSON.stringify({ ...answered, told }));
}
