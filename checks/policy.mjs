// Google's evaluator reads the content security policy of every page.
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import evaluator from 'csp_evaluator/dist/evaluator.js';
import severities from 'csp_evaluator/dist/finding.js';
import parser from 'csp_evaluator/dist/parser.js';
import {filesIn} from './files.mjs';

const META = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"/i;
const {Severity, Type} = severities;
// 'self' for scripts would be weak where strangers can upload scripts to the same host; a bundle has no such door.
const ACCEPTED = new Set([Type.SCRIPT_ALLOWLIST_BYPASS]);

/** Every page has a policy, and nothing in it is worse than a remark. */
export async function policies(folder) {
  const pages = await filesIn(folder, '.html');
  const problems = [];
  for (const page of pages) {
    const found = META.exec(await readFile(join(folder, page), 'utf8'));
    problems.push(...(found ? judged(found[1].replaceAll('&#39;', "'")) : ['has no policy']).map((p) => `${page} ${p}`));
  }
  return {looked: `${pages.length} pages`, problems};
}

/** What is wrong with one policy. */
export function judged(policy) {
  const {csp} = new parser.CspParser(policy);
  return new evaluator.CspEvaluator(csp).evaluate()
    .filter(({severity, type}) => severity <= Severity.MEDIUM_MAYBE && !ACCEPTED.has(type))
    .map(({directive, value, description}) => `${directive} ${value ?? ''}: ${description}`);
}
