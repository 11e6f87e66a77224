import {
  Kind,
  parse,
  specifiedDirectives,
  visit,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';

export type FederationDocument = {
  /** Type definitions as graphql-js takes them: without federation directives, with `_entities` and `_service`. */
  readonly document: DocumentNode;
  /** The types that the subgraph answers `_entities` for. */
  readonly entities: readonly string[];
};

/** What a server of this subgraph's SDL executes (Apollo Federation subgraph specification 2). */
export const federationDocument = (sdl: string): FederationDocument => {
  const own = parse(sdl, { noLocation: true });
  const entities = [...new Set(own.definitions.filter(isEntity).map((type) => type.name.value))];
  const plain = visit(own, {
    Directive: (directive) => (isSpecified(directive) ? undefined : null),
    DirectiveDefinition: () => null,
    SchemaDefinition: () => null,
    SchemaExtension: () => null,
  });
  const definitions = plain.definitions.map((definition) => withBase(definition, plain));
  const hasQuery = definitions.some((type) => type.kind === Kind.OBJECT_TYPE_DEFINITION && type.name.value === 'Query');
  const added = parse(federationFields(entities, hasQuery), { noLocation: true }).definitions;
  return { document: { kind: Kind.DOCUMENT, definitions: [...definitions, ...added] }, entities };
};

type ObjectType = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

const isObjectType = (definition: DefinitionNode): definition is ObjectType =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;

const isEntity = (definition: DefinitionNode): definition is ObjectType =>
  isObjectType(definition) && (definition.directives ?? []).some(isResolvableKey);

const isResolvableKey = (directive: DirectiveNode): boolean =>
  ['key', 'federation__key'].includes(directive.name.value) &&
  !(directive.arguments ?? []).some(
    ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
  );

const specified: ReadonlySet<string> = new Set(specifiedDirectives.map(({ name }) => name));

const isSpecified = (directive: DirectiveNode): boolean => specified.has(directive.name.value);

/** Federation lets a subgraph extend a type that another one defines: here the extension is the definition. */
const withBase = (definition: DefinitionNode, document: DocumentNode): DefinitionNode => {
  if (definition.kind !== Kind.OBJECT_TYPE_EXTENSION) return definition;
  const first = document.definitions.find((other) => isObjectType(other) && other.name.value === definition.name.value);
  const defined = document.definitions.some(
    (other) => other.kind === Kind.OBJECT_TYPE_DEFINITION && other.name.value === definition.name.value,
  );
  return defined || first !== definition ? definition : { ...definition, kind: Kind.OBJECT_TYPE_DEFINITION };
};

const federationFields = (entities: readonly string[], hasQuery: boolean): string => `
  scalar _Any
  type _Service { sdl: String! }
  ${entities.length === 0 ? '' : `union _Entity = ${entities.join(' | ')}`}
  ${hasQuery ? 'extend type Query' : 'type Query'} {
    _service: _Service!
    ${entities.length === 0 ? '' : '_entities(representations: [_Any!]!): [_Entity]!'}
  }`;
