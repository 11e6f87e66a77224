import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { Kind, parse, print, visit, type StringValueNode } from 'graphql';
import { scopeRules, type Requirement } from './scopeRules.js';

/**
 * The API as its callers see it: no federation type, and each scope said in the description of what needs it, since the
 * composer drops the directive.
 */
export const publicSdl = (supergraphSdl: string): string => {
  const supergraph = parse(supergraphSdl);
  const rules = scopeRules(supergraphSdl);
  const describe = (description: StringValueNode | undefined, requirement: Requirement | undefined) =>
    requirement === undefined ? {} : { description: withScopes(description, requirement) };

  const document = visit(transformSupergraphToPublicSchema(supergraph), {
    ObjectTypeDefinition: (type) => ({
      ...type,
      ...describe(type.description, rules.types.get(type.name.value)),
      fields: type.fields?.map((field) => ({
        ...field,
        ...describe(field.description, rules.fields.get(`${type.name.value}.${field.name.value}`)),
      })),
    }),
  });
  return `${print(document)}\n`;
};

const withScopes = (description: StringValueNode | undefined, requirement: Requirement): StringValueNode => {
  const needs = `Needs the scope ${scopesInWords(requirement)}.`;
  const value = description === undefined ? needs : `${description.value}\n\n${needs}`;
  return { kind: Kind.STRING, value, block: value.includes('\n') };
};

/** "`a`, or `b` and `c`". */
export const scopesInWords = (requirement: Requirement): string =>
  requirement.map((all) => all.map((scope) => `\`${scope}\``).join(' and ')).join(', or ');
