export * from './address.ts';
export type { AnyContent, AnyElements } from './any-content.ts';
export * from './dates.ts';
export * from './deviations.ts';
export type { Dialect, Prefixes } from './dialect.ts';
export * from './enumerations.ts';
export type { Envelope } from './envelope.ts';
export { type ErrorExplanation, errors } from './errors.ts';
export type { Extensible, Extension, ExtensionAttribute } from './extension.ts';
export { type Fault, type FaultDetail, fault } from './fault.ts';
export type { Cardinality, Field, Fields, Infer, Placement, Table } from './field.ts';
export type { MessageTable } from './message-table.ts';
export * from './messages.ts';
export { Mm7Error, type Mm7ErrorCode, type Mm7ErrorDetails, type ReadSoFar } from './mm7-error.ts';
export * from './namespaces.ts';
export * from './release.ts';
export * from './shared-types.ts';
export * from './soap.ts';
export * from './status-codes.ts';
export type {
  AddressListType,
  AddressType,
  AnyType,
  BooleanType,
  DateType,
  EnumerationType,
  EnumerationValue,
  FaultDetailType,
  IntegerType,
  ObjectType,
  StringType,
  Type,
  Typed,
  ValueOf,
} from './type.ts';
export type { Mode, Warning } from './warning.ts';
