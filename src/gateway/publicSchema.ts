import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  Kind,
  parse,
  print,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type StringValueNode,
} from 'graphql';
import { scopeRules, type Requirement } from './scopeRules.js';
import {
  standingArgumentDescription,
  standingFieldDescription,
  standingTypeDescription,
} from './standingDescriptions.js';

type Described = { readonly description?: StringValueNode | undefined };

/**
 * The API as its callers see it: no federation type, each scope said in the description of what needs it, since the composer
 * drops the directive, and what is the same everywhere described everywhere.
 */
export const publicSdl = (supergraphSdl: string): string => {
  const supergraph = parse(supergraphSdl);
  const rules = scopeRules(supergraphSdl);
  const schema = transformSupergraphToPublicSchema(supergraph);
  const mutations = mutationsOf(schema);
  const interfaces = interfacesOf(schema);
  const nameOf = (node: { readonly name: { readonly value: string } }): string => node.name.value;

  const fieldOf = (type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): FieldDefinitionNode => {
    const inherited = type.interfaces
      ?.flatMap(({ name }) => interfaces.get(name.value)?.fields ?? [])
      .find((each) => nameOf(each) === nameOf(field))?.description?.value;
    const whole = described(field, inherited ?? standingFieldDescription(nameOf(type), nameOf(field)));
    return scoped(
      {
        ...whole,
        arguments: (field.arguments ?? []).map((each) => described(each, standingArgumentDescription(nameOf(each)))),
      },
      rules.fields.get(`${nameOf(type)}.${nameOf(field)}`),
    );
  };

  const document = visit(schema, {
    ObjectTypeDefinition: (type) => ({
      ...scoped(described(type, standingTypeDescription(nameOf(type), mutations)), rules.types.get(nameOf(type))),
      fields: (type.fields ?? []).map((field) => fieldOf(type, field)),
    }),
    EnumTypeDefinition: (type) => described(type, standingTypeDescription(nameOf(type), mutations)),
    InputObjectTypeDefinition: (type) => ({
      ...described(type, standingTypeDescription(nameOf(type), mutations)),
      fields: (type.fields ?? []).map((field) =>
        described(field, standingFieldDescription(nameOf(type), nameOf(field))),
      ),
    }),
  });
  return `${print(document)}\n`;
};

const mutationsOf = ({ definitions }: DocumentNode): ReadonlySet<string> =>
  new Set(
    definitions.flatMap((type) =>
      type.kind === Kind.OBJECT_TYPE_DEFINITION && type.name.value === 'Mutation'
        ? (type.fields ?? []).map(({ name }) => name.value)
        : [],
    ),
  );

const interfacesOf = ({ definitions }: DocumentNode): ReadonlyMap<string, InterfaceTypeDefinitionNode> =>
  new Map(definitions.filter(isInterface).map((type) => [type.name.value, type]));
const isInterface = (type: DefinitionNode): type is InterfaceTypeDefinitionNode =>
  type.kind === Kind.INTERFACE_TYPE_DEFINITION;

/** The node with this description, where it has none of its own. */
const described = <Node extends Described>(node: Node, value: string | undefined): Node =>
  node.description !== undefined || value === undefined ? node : { ...node, description: { kind: Kind.STRING, value } };

const scoped = <Node extends Described>(node: Node, requirement: Requirement | undefined): Node =>
  requirement === undefined ? node : { ...node, description: withScopes(node.description, requirement) };

const withScopes = (description: StringValueNode | undefined, requirement: Requirement): StringValueNode => {
  const needs = `Needs the scope ${scopesInWords(requirement)}.`;
  const value = description === undefined ? needs : `${description.value}\n\n${needs}`;
  return { kind: Kind.STRING, value, block: value.includes('\n') };
};

/** "`a`, or `b` and `c`". */
export const scopesInWords = (requirement: Requirement): string =>
  requirement.map((all) => all.map((scope) => `\`${scope}\``).join(' and ')).join(', or ');
