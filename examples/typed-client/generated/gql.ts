/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query FindAddressee($code: String!) {\n    institution(code: $code) {\n      id\n      name {\n        fr\n        ar\n      }\n    }\n  }\n": typeof types.FindAddresseeDocument,
    "\n  mutation StartUpload($input: DocumentUploadStartInput!) {\n    documentUploadStart(input: $input) {\n      upload {\n        id\n        url\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.StartUploadDocument,
    "\n  mutation FinalizeUpload($input: DocumentUploadFinalizeInput!) {\n    documentUploadFinalize(input: $input) {\n      document {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.FinalizeUploadDocument,
    "\n  mutation Deposit($input: CorrespondenceDepositInput!) {\n    correspondenceDeposit(input: $input) {\n      correspondence {\n        id\n        depositedAt\n      }\n      registerEntry {\n        number\n        year\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.DepositDocument,
    "\n  query ReadLetter($id: ID!) {\n    correspondence(id: $id) {\n      subject\n      attachments {\n        sha256\n        document {\n          contentUrl\n        }\n      }\n      consignments {\n        state\n        arrivalNumber\n      }\n      availableActs\n    }\n  }\n": typeof types.ReadLetterDocument,
    "\n  mutation Retrieve($input: CorrespondenceRetrieveInput!) {\n    correspondenceRetrieve(input: $input) {\n      evidence {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RetrieveDocument,
    "\n  mutation RegisterArrival($input: CorrespondenceRegisterArrivalInput!) {\n    correspondenceRegisterArrival(input: $input) {\n      registerEntry {\n        number\n        counterpartNumber\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RegisterArrivalDocument,
    "\n  mutation Acknowledge($input: CorrespondenceAcknowledgeInput!) {\n    correspondenceAcknowledge(input: $input) {\n      evidence {\n        token\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.AcknowledgeDocument,
};
const documents: Documents = {
    "\n  query FindAddressee($code: String!) {\n    institution(code: $code) {\n      id\n      name {\n        fr\n        ar\n      }\n    }\n  }\n": types.FindAddresseeDocument,
    "\n  mutation StartUpload($input: DocumentUploadStartInput!) {\n    documentUploadStart(input: $input) {\n      upload {\n        id\n        url\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.StartUploadDocument,
    "\n  mutation FinalizeUpload($input: DocumentUploadFinalizeInput!) {\n    documentUploadFinalize(input: $input) {\n      document {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.FinalizeUploadDocument,
    "\n  mutation Deposit($input: CorrespondenceDepositInput!) {\n    correspondenceDeposit(input: $input) {\n      correspondence {\n        id\n        depositedAt\n      }\n      registerEntry {\n        number\n        year\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.DepositDocument,
    "\n  query ReadLetter($id: ID!) {\n    correspondence(id: $id) {\n      subject\n      attachments {\n        sha256\n        document {\n          contentUrl\n        }\n      }\n      consignments {\n        state\n        arrivalNumber\n      }\n      availableActs\n    }\n  }\n": types.ReadLetterDocument,
    "\n  mutation Retrieve($input: CorrespondenceRetrieveInput!) {\n    correspondenceRetrieve(input: $input) {\n      evidence {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.RetrieveDocument,
    "\n  mutation RegisterArrival($input: CorrespondenceRegisterArrivalInput!) {\n    correspondenceRegisterArrival(input: $input) {\n      registerEntry {\n        number\n        counterpartNumber\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.RegisterArrivalDocument,
    "\n  mutation Acknowledge($input: CorrespondenceAcknowledgeInput!) {\n    correspondenceAcknowledge(input: $input) {\n      evidence {\n        token\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.AcknowledgeDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindAddressee($code: String!) {\n    institution(code: $code) {\n      id\n      name {\n        fr\n        ar\n      }\n    }\n  }\n"): typeof import('./graphql.js').FindAddresseeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartUpload($input: DocumentUploadStartInput!) {\n    documentUploadStart(input: $input) {\n      upload {\n        id\n        url\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').StartUploadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FinalizeUpload($input: DocumentUploadFinalizeInput!) {\n    documentUploadFinalize(input: $input) {\n      document {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').FinalizeUploadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Deposit($input: CorrespondenceDepositInput!) {\n    correspondenceDeposit(input: $input) {\n      correspondence {\n        id\n        depositedAt\n      }\n      registerEntry {\n        number\n        year\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').DepositDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadLetter($id: ID!) {\n    correspondence(id: $id) {\n      subject\n      attachments {\n        sha256\n        document {\n          contentUrl\n        }\n      }\n      consignments {\n        state\n        arrivalNumber\n      }\n      availableActs\n    }\n  }\n"): typeof import('./graphql.js').ReadLetterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Retrieve($input: CorrespondenceRetrieveInput!) {\n    correspondenceRetrieve(input: $input) {\n      evidence {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').RetrieveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegisterArrival($input: CorrespondenceRegisterArrivalInput!) {\n    correspondenceRegisterArrival(input: $input) {\n      registerEntry {\n        number\n        counterpartNumber\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').RegisterArrivalDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Acknowledge($input: CorrespondenceAcknowledgeInput!) {\n    correspondenceAcknowledge(input: $input) {\n      evidence {\n        token\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').AcknowledgeDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
