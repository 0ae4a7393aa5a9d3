// Finds what a bundle holds and serves it to this machine alone, as any static host would.
import {createServer} from 'node:http';
import {readFile, readdir, stat} from 'node:fs/promises';
import {extname, join, normalize, sep} from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.jpg': 'image/jpeg', '.webp': 'image/webp', '.gif': 'image/gif', '.ico': 'image/x-icon', '.mp4': 'video/mp4',
  '.glb': 'model/gltf-binary', '.otf': 'font/otf', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8',
};

/** The bundle's files whose names end so, as sorted paths with forward slashes. */
export async function filesIn(folder, ending) {
  const names = await readdir(folder, {recursive: true});
  return names.filter((name) => name.endsWith(ending)).map((name) => name.split(sep).join('/')).sort();
}

/** Serve a folder; returns its origin, the paths that were not found, and how to stop. */
export async function serve(folder) {
  const missing = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = join(folder, normalize(path.endsWith('/') ? `${path}index.html` : path));
    try {
      if (!(await stat(file)).isFile()) throw new Error('a folder');
      response.writeHead(200, {'content-type': TYPES[extname(file)] ?? 'application/octet-stream'});
      response.end(await readFile(file));
    } catch {
      missing.push(path);
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const stop = () => new Promise((done) => { server.closeAllConnections(); server.close(done); });
  return {origin: `http://127.0.0.1:${server.address().port}`, missing, stop};
}

/** The cells of a CSV text, row by row (RFC 4180: quotes, doubled quotes, line breaks inside quotes). */
export function* rows(text) {
  let row = [], cell = '', quoted = false;
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') { cell += '"'; at += 1; }
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',') { row.push(cell); cell = ''; }
    else if (sign === '\n') { row.push(cell); yield row; row = []; cell = ''; }
    else if (sign !== '\r') cell += sign;
  }
  if (cell || row.length) { row.push(cell); yield row; }
}
