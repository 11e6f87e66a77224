import { readFileSync, writeFileSync } from 'node:fs';
import { projectFile } from '../platform/paths.js';
import { composeSupergraph } from './composeSupergraph.js';
import { hubSubgraphs } from './hubSubgraphs.js';
import { publicSdl } from './publicSchema.js';
import { readSubgraphSdl } from './subgraphSdl.js';

const file = projectFile('schema', 'supergraph.graphql');
const supergraphSdl = composeSupergraph(hubSubgraphs.map((name) => ({ name, sdl: readSubgraphSdl(name) })));
const publicFile = process.argv[process.argv.indexOf('--public') + 1];

if (process.argv.includes('--public') && publicFile !== undefined) {
  // what `/schema.graphql` serves, for generators that run without a hub
  writeFileSync(publicFile, publicSdl(supergraphSdl));
} else if (!process.argv.includes('--check')) {
  writeFileSync(file, supergraphSdl);
} else if (readFileSync(file, 'utf8') !== supergraphSdl) {
  console.error('schema/supergraph.graphql is not what the subgraphs compose to: run `npm run compose`.');
  process.exitCode = 1;
}
