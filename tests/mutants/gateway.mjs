const inFile = (name) => (test) => ({ file: `tests/gateway/${name}.test.ts`, name: test });
const scopes = inFile('scopes');
const limits = inFile('limits');
const gateway = inFile('gateway');
const remote = inFile('remoteSubgraph');

export default [
  {
    id: 'scope-not-checked',
    breaks: 'a field is answered to a token without its scope',
    file: 'src/gateway/scopes.ts',
    search: 'if (unmet.length === 0) return null;',
    replace: 'if (unmet.length >= 0) return null;',
    test: scopes('{ letter(id: "Letter-1") { id } } with []'),
  },
  {
    id: 'scope-of-the-type-not-checked',
    breaks: 'a type is reached through a field that asks for less',
    file: 'src/gateway/operationScopes.ts',
    search: 'if (returned) need(returned.name, rules.types.get(returned.name));',
    replace: '',
    and: [
      {
        file: 'src/gateway/operationScopes.ts',
        search: 'need(type.name, rules.types.get(type.name));\n    need(`${type.name}.${field}`',
        replace: 'need(`${type.name}.${field}`',
      },
    ],
    test: scopes('{ memo { letter { id } } } with []'),
  },
  {
    id: 'scope-behind-an-interface',
    breaks: 'an object found by `node` is shown whatever its type asks for',
    file: 'src/gateway/executor.ts',
    search: 'mayShow: (name) => isMet(scopes.types.get(name), context.viewer?.scopes ?? null),',
    replace: 'mayShow: (name) => isMet(undefined, scopes.types.has(name) ? (context.viewer?.scopes ?? null) : null),',
    test: scopes('an object behind an interface is not shown without its scope, and looks as if it were not there'),
  },
  {
    id: 'two-mutations-at-once',
    breaks: 'one request is several acts, of which some may fail',
    file: 'src/gateway/refusedOperation.ts',
    search: 'if (found > 1) {',
    replace: 'if (found > 1_000) {',
    test: limits('mutation { open close }'),
  },
  {
    id: 'subscription-taken',
    breaks: 'a subscription is sent to a server that answers none',
    file: 'src/gateway/refusedOperation.ts',
    search: 'operation.operation === OperationTypeNode.SUBSCRIPTION',
    replace: "operation.name?.value === ''",
    test: limits('subscription { a }'),
  },
  {
    id: 'reserved-alias',
    breaks: 'an alias reaches the prototype of an answer',
    file: 'src/gateway/refusedOperation.ts',
    search: "name.startsWith('__') || name in Object.prototype",
    replace: "name.startsWith('__')",
    test: limits('{ item { toString: name } }'),
  },
  ...[
    ['depth', 'depth', 'depth'],
    ['aliases', 'aliases', 'aliases'],
    ['rootFields', 'root-fields', 'root fields'],
    ['cost', 'cost', 'cost of pages in pages'],
  ].map(([name, id, test]) => ({
    id: `no-limit-on-${id}`,
    breaks: `an operation may have any ${name}`,
    file: 'src/gateway/limits.ts',
    search: { depth: 'depth: 12,', aliases: 'aliases: 30,', rootFields: 'rootFields: 10,', cost: 'cost: 20_000,' }[
      name
    ],
    replace: `${name}: 1_000_000,`,
    test: limits(`limit: ${test}`),
  })),
  {
    id: 'cost-of-the-first-request',
    breaks: 'the cost of the first request with a document counts for all',
    file: 'src/gateway/measureOperation.ts',
    search: 'costDependsOnVariables = true;',
    replace: '',
    test: limits('the cost follows the variables and not the first request'),
  },
  {
    id: 'null-takes-its-neighbours',
    breaks: 'a missing value takes more along than its nearest nullable parent',
    file: 'src/gateway/complete.ts',
    search: 'return nullable === missing ? null : nullable;',
    replace: 'return nullable;',
    test: inFile('complete')('an answer is completed as graphql-js completes it'),
  },
  {
    id: 'subgraph-down-takes-its-neighbours',
    breaks: 'a subgraph that is down takes the answers of others along',
    file: 'src/gateway/buildSubgraph.ts',
    search: 'return representations.map(() => error);',
    replace: 'throw error;',
    test: inFile('buildSubgraph')('a type that fails, or is none of the subgraph, costs its own places'),
  },
  {
    id: 'remote-down-without-a-code',
    breaks: 'an institution’s subgraph that is down looks like a bug of the hub',
    file: 'src/gateway/remoteSubgraph.ts',
    search: 'return failedFetch(request.document, request.variables, unavailable(name));',
    replace: 'throw error;',
    test: remote('one that answers 500 costs its own fields and nothing else'),
  },
  {
    id: 'bug-told-to-the-caller',
    breaks: 'the text of an unexpected error reaches the caller',
    file: 'src/gateway/formatError.ts',
    search: "message: 'Internal error. Tell the operator the incident id.',",
    replace: 'message: formatted.message,',
    test: gateway('a fault says its code and when to come back; a bug says its incident and nothing else'),
  },
  {
    id: 'resolver-names-its-own-code',
    breaks: 'an error of a resolver passes for one of the request because it says so',
    file: 'src/gateway/formatError.ts',
    search: 'requestCodes.has(code) && error instanceof GraphQLError && error.path === undefined',
    replace: 'error instanceof GraphQLError && code !== undefined',
    test: gateway('a fault says its code and when to come back; a bug says its incident and nothing else'),
  },
  {
    id: 'remote-error-told',
    breaks: 'the text of an institution’s own errors reaches everyone',
    file: 'src/gateway/remoteSubgraph.ts',
    search: `? errors
        .map((error: unknown) => (isRecord(error) ? error['path'] : undefined))
        .filter(isPath)
        .slice(0, maxErrors)
        .map((path) => maskedError(name, path))`,
    replace: `? errors.filter(isRecord).map(
        (error) =>
          new GraphQLError(\`\${name}: \${String(error['message'])}\`, {
            path: error['path'] as string[],
            originalError: new Fault('UPSTREAM_UNAVAILABLE', String(error['message'])),
          }),
      )`,
    test: remote('its errors say where, never what'),
  },
  {
    id: 'remote-in-flight-shared',
    breaks: 'two institutions that ask the same at the same moment get one answer',
    file: 'src/gateway/remoteSubgraph.ts',
    search: 'return checkedAnswer(schema, name, request, await call(request));',
    replace: `const same = textOf(request.document) + JSON.stringify(request.variables);
        if (!inFlight.has(same)) inFlight.set(same, call(request).finally(() => inFlight.delete(same)));
        return checkedAnswer(schema, name, request, structuredClone(await inFlight.get(same)));`,
    and: [
      {
        file: 'src/gateway/remoteSubgraph.ts',
        search: 'const slots = createSlots(settings.concurrency);',
        replace:
          'const slots = createSlots(settings.concurrency);\n  const inFlight = new Map<string, Promise<unknown>>();',
      },
    ],
    test: remote('two institutions in flight at once with the same question get their own answers'),
  },
  {
    id: 'remote-calls-without-limit',
    breaks: 'one slow institution takes as many connections as there are requests',
    file: 'src/gateway/slots.ts',
    search: '      free -= 1;\n',
    replace: '',
    test: remote('calls beyond the limit wait until others have ended'),
  },
  {
    id: 'remote-wait-beside-the-deadline',
    breaks: 'a call that waited for its turn has its whole time again',
    file: 'src/gateway/remoteSubgraph.ts',
    search: 'deadlineMs: Math.max(1, deadlineAtMs - performance.now()),',
    replace: 'deadlineMs: settings.deadlineMs,',
    and: [
      {
        file: 'src/gateway/remoteSubgraph.ts',
        search: 'return slots.use(settings.deadlineMs, async () => {',
        replace: 'return slots.use(1_000_000, async () => {',
      },
    ],
    test: remote('a call that waits has no more time than one that is made'),
  },
  {
    id: 'remote-call-for-other-octets',
    breaks: 'a call token is good for any question',
    file: 'src/gateway/remoteSubgraph.ts',
    search: "bodySha256: createHash('sha256').update(body).digest('base64url'),",
    replace: "bodySha256: createHash('sha256').digest('base64url'),",
    test: remote('it is told who asks by a token of the hub for these very octets, and nothing of the caller'),
  },
  {
    id: 'remote-leaves-unchecked',
    breaks: 'an institution’s answer may have any form',
    file: 'src/gateway/remoteSubgraph.ts',
    search: 'leaf.parseValue(value);',
    replace: '',
    test: remote('one that answers a text for a number costs its own fields and nothing else'),
  },
  {
    id: 'remote-entities-misplaced',
    breaks: 'entities of a short answer are joined at other places',
    file: 'src/gateway/remoteSubgraph.ts',
    search: 'if (!Array.isArray(entities) || entities.length !== representations.length) {',
    replace: 'if (!Array.isArray(entities)) {',
    test: remote('one that answers another number of entities than asked is not joined'),
  },
  {
    id: 'remote-answer-of-any-size',
    breaks: 'an institution’s answer may fill the memory',
    file: 'src/platform/egress.ts',
    search: "if (size > maxAnswerBytes) fail('TOO_LARGE'",
    replace: "if (size > 1e12) fail('TOO_LARGE'",
    test: {
      file: 'tests/platform/egress.test.ts',
      name: 'an answer may have as many octets as said, and not one more',
    },
  },
  {
    id: 'egress-anywhere',
    breaks: 'the hub calls whatever address it is given',
    file: 'src/platform/egress.ts',
    search: '!approved.has(url.origin) || ',
    replace: '',
    test: remote('only approved origins are called'),
  },
  {
    id: 'egress-to-this-machine',
    breaks: 'an approved name may lead to the hub’s own machine',
    file: 'src/platform/egress.ts',
    search: "notPublic.addSubnet('127.0.0.0', 8);",
    replace: '',
    and: [{ file: 'src/platform/egress.ts', search: "notPublic.addAddress('::1', 'ipv6');", replace: '' }],
    test: { file: 'tests/platform/egress.test.ts', name: 'an approved name that leads to this machine is not called' },
  },
  {
    id: 'supergraph-out-of-date',
    breaks: 'a field is in its subgraph and not in the committed supergraph',
    file: 'schema/node.graphql',
    search: 'type Query {',
    replace: 'type Query {\n  forgotten: String',
    test: inFile('composition')('the committed supergraph is what the subgraphs compose to'),
  },
  {
    id: 'schema-undocumented',
    breaks: 'what every list and act has in common is described nowhere',
    file: 'src/gateway/publicSchema.ts',
    search: 'node.description !== undefined || value === undefined ? node',
    replace: 'true ? node',
    test: inFile('composition')(
      'every type, field, argument, input and value of the public schema is described, in sentences',
    ),
  },
  {
    id: 'list-within-itself',
    breaks: 'anyone makes the hub write an answer that grows by powers',
    file: 'src/gateway/measureOperation.ts',
    search: 'inner.lists.has(coordinate) ? listBelowItself : plainList',
    replace: 'plainList',
    test: {
      file: 'tests/badInput/badInput.test.ts',
      name: 'lists within themselves, which nobody needs and which grow by powers is refused with a code, before anything is done',
    },
  },
];
