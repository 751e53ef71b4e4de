import {
  type AwsOperation,
  Descriptions,
  findOperation,
  findOperationByPath,
  type HttpService,
  type Operation,
  openHttpService,
  type ServiceModel,
} from '../apis/index.ts';
import { atSource, type Document, type SourceDescription, type StepTarget, type Text } from '../arazzo/index.ts';
import { diagnostic, didYouMean, nearest } from '../diagnostics/index.ts';
import { placeOf } from '../source/index.ts';
import { readBeside } from './baseUri.ts';
import { calledOperations, pathParts, plainOperations } from './calledOperations.ts';
import type { Context } from './context.ts';
import { countIn, type Found, hasOperation, isAmazonHost, isSame, type Service, unknown } from './foundService.ts';
import { findServiceOf, noteOf, own, problemOf } from './serviceOf.ts';

/** What a step's `operationId` or `operationPath` names, taken apart. */
interface OperationName {
  readonly source: SourceDescription;
  readonly id?: string;
  readonly path?: { readonly method: string; readonly path: string };
}

/** Finds the operations that the steps of a document call; a source description's service is looked for once. */
export class OperationFinder {
  readonly #document: Document;
  readonly #context: Context;
  #services: ReadonlyMap<SourceDescription, Found> | undefined;
  readonly #descriptions: Descriptions;

  constructor(document: Document, context: Context) {
    this.#document = document;
    this.#context = context;
    const { options } = context;
    this.#descriptions = new Descriptions((url, from, kind) =>
      from === document.file.name ? readBeside(document, url, kind, options) : options.readFile?.(url, from, kind),
    );
  }

  get #apis(): readonly SourceDescription[] {
    return this.#document.sources.filter(({ type }) => type !== 'arazzo' && type !== 'asyncapi');
  }

  /** The operation that a step's target names; undefined where it can't be found or called (reported). */
  find(target: StepTarget): Operation | undefined {
    if (target.kind !== 'operationId' && target.kind !== 'operationPath') return undefined;
    const { kind, text } = target;
    // People also write a path where the id belongs.
    const isPath = kind === 'operationPath' || pathParts(text.value) !== undefined;
    const name = isPath ? this.#pathName(text) : this.#idName(text);
    if (name === undefined) return undefined;
    const service = this.#service(name.source);
    if (service === undefined) return undefined;
    switch (service.kind) {
      case 'aws':
        return this.#supported(text, service.model, this.#awsOperation(text, name, service.model));
      case 'http':
        return this.#httpOperation(text, name, service);
      default:
        return service satisfies never;
    }
  }

  #httpOperation(text: Text, { id = '', path }: OperationName, service: HttpService): Operation | undefined {
    const found = path === undefined ? service.operation(id) : service.operationAt(path.method, path.path);
    if (found !== undefined) return found;
    const what = path === undefined ? `\`${id}\`` : `at \`${path.method.toUpperCase()} ${path.path}\``;
    const message = `the description of \`${service.api.name}\` has no operation ${what}`;
    const help = path === undefined ? didYouMean(service.nearestOperation(id)) : undefined;
    return this.#context.report(diagnostic('operation-unknown', placeOf(text.node), message, help));
  }

  #awsOperation(text: Text, { id, path }: OperationName, service: ServiceModel): AwsOperation | undefined {
    if (path !== undefined) {
      const found = findOperationByPath(service, path.method, path.path);
      return (
        found ??
        this.#context.report(
          diagnostic(
            'operation-unknown',
            placeOf(text.node),
            `${service.serviceId} has no operation at \`${path.method.toUpperCase()} ${path.path}\``,
            'Name the operation by `operationId`.',
          ),
        )
      );
    }
    const found = findOperation(service, id ?? '');
    if (found.kind === 'unknown') {
      const help = didYouMean(found.nearest);
      return this.#context.report(
        diagnostic(
          'operation-unknown',
          placeOf(text.node),
          `${service.serviceId} has no operation \`${id ?? ''}\``,
          help,
        ),
      );
    }
    if (found.note === 'case')
      this.#context.report(
        diagnostic('operation-case', placeOf(text.node), `\`${id ?? ''}\` is taken as \`${found.operation.name}\``),
      );
    return found.operation;
  }

  #supported(text: Text, service: ServiceModel, operation: AwsOperation | undefined): Operation | undefined {
    if (operation === undefined || operation.supported) return operation;
    return this.#context.report(
      diagnostic(
        'operation-unsupported',
        placeOf(text.node),
        `Step Functions does not support ${service.serviceId} \`${operation.name}\``,
        'See "Unsupported API actions" in the AWS Step Functions developer guide.',
      ),
    );
  }

  /** Which source description, and what in it: plain ids belong to the one that there is, or that has the operation. */
  #idName(text: Text): OperationName | undefined {
    const apis = this.#apis;
    const dotted = atSource(text.value) ?? this.#bareDottedId(text.value);
    if (dotted !== undefined) {
      const source = this.#sourceNamed(dotted.source, text);
      return source === undefined ? undefined : { source, id: dotted.id };
    }
    const [only, ...others] = apis;
    if (only === undefined)
      return this.#context.report(
        diagnostic(
          'service-unknown',
          placeOf(text.node),
          'no source description of this document describes an API',
          'Add one of type `openapi`.',
        ),
      );
    if (others.length === 0) return { source: only, id: text.value };
    const services = this.#found();
    // Sources that stand for nothing that is known are no fault here: they may serve other steps, or other runners.
    const [first, ...more] = apis.filter((source) => hasOperation(services.get(source), text.value));
    // Descriptions of parts of one service have the same operations behind them.
    const same = more.every((source) => isSame(services.get(source), services.get(first ?? source), text.value));
    if (first !== undefined && same) return { source: first, id: text.value };
    const unknown = first === undefined ? apis.filter((source) => services.get(source)?.kind === 'unknown') : [];
    for (const source of unknown) this.#service(source);
    if (unknown.length > 0) return undefined;
    const code = first === undefined ? 'operation-unknown' : 'service-ambiguous';
    const message =
      first === undefined
        ? `none of the source descriptions has an operation \`${text.value}\``
        : `several source descriptions have an operation \`${text.value}\``;
    return this.#context.report(
      diagnostic(
        code,
        placeOf(text.node),
        message,
        `Write \`$sourceDescriptions.${(first ?? only).name.value}.${text.value}\`.`,
      ),
    );
  }

  /** `museum.getHours`, where no operation is called so: the name of a source without `$sourceDescriptions` in front. */
  #bareDottedId(id: string): { readonly source: string; readonly id: string } | undefined {
    const source = this.#apis.map(({ name }) => name.value).find((name) => id.startsWith(`${name}.`));
    if (source === undefined || [...this.#found().values()].some((each) => hasOperation(each, id))) return undefined;
    return { source, id: id.slice(source.length + 1) };
  }

  #pathName(text: Text): OperationName | undefined {
    const parts = pathParts(text.value);
    if (parts === undefined) {
      return this.#context.report(
        diagnostic(
          'operation-path-syntax',
          placeOf(text.node),
          'an `operationPath` names a source description and a JSON Pointer into its paths',
          "Write `'{$sourceDescriptions.name.url}#/paths/~1users~1{InstanceId}/put'`.",
        ),
      );
    }
    const source = this.#sourceNamed(parts.source, text);
    return source === undefined ? undefined : { source, path: { method: parts.method, path: parts.path } };
  }

  #sourceNamed(name: string, text: Text): SourceDescription | undefined {
    const source = this.#apis.find((each) => each.name.value === name);
    if (source !== undefined) return source;
    const isAsync = this.#document.sources.some((each) => each.type === 'asyncapi' && each.name.value === name);
    if (isAsync)
      return this.#context.report(
        diagnostic(
          'not-supported',
          placeOf(text.node),
          `\`${name}\` is an AsyncAPI document: steps over channels are not supported`,
          'Use an operation of an AWS service, for example `sqs` `SendMessage`.',
        ),
      );
    const close = nearest(
      name,
      this.#apis.map((each) => each.name.value),
    );
    return this.#context.report(
      diagnostic(
        'reference-unknown',
        placeOf(text.node),
        `there is no source description \`${name}\` of an API`,
        didYouMean(close),
      ),
    );
  }

  /** What the sources stand for that describe an API, those left out of which nothing is known. */
  get services(): readonly (readonly [source: SourceDescription, service: Service])[] {
    return [...this.#found()].flatMap(([source, found]) =>
      found.kind === 'unknown' ? [] : [[source, found] as const],
    );
  }

  /** The service that a source stands for; undefined where that can't be told (reported). */
  #service(source: SourceDescription): Service | undefined {
    const found = this.#found().get(source);
    return found?.kind === 'unknown' ? this.#context.report(found.problem) : found;
  }

  /** What the sources stand for. */
  #found(): ReadonlyMap<SourceDescription, Found> {
    if (this.#services !== undefined) return this.#services;
    const apis = this.#apis;
    const services = new Map(apis.map((each) => [each, this.#findService(each, [])] as const));
    // Operations that no other source has tell services apart that share a name.
    const plain = apis.length === 1 ? [] : plainOperations(this.#document);
    const left = plain.filter((id) => ![...services.values()].some((each) => hasOperation(each, id)));
    for (const [source, { kind }] of left.length === 0 ? [] : [...services])
      if (kind === 'unknown') services.set(source, this.#findService(source, left));
    this.#services = services;
    return services;
  }

  #httpService(source: SourceDescription, file: string): Found {
    const url = source.url.value;
    const found = openHttpService(
      {
        name: source.name.value,
        url: file,
        from: this.#document.file.name,
        ...(/^https:/i.test(url) ? { address: url } : {}),
        openAnswers: this.#context.options.descriptions === 'loose',
      },
      this.#descriptions,
    );
    if (found !== undefined) return found;
    return unknown(
      diagnostic(
        'description-unreadable',
        placeOf(source.url.node),
        `\`${file}\` can't be read as an OpenAPI description`,
        `Put it beside the document at that path, or give another file with the option \`sources\`, as \`${source.name.value}=FILE\`.`,
      ),
    );
  }

  /**
   * A service of AWS where something says so; else, where there is a description, the API that it describes.
   * @param left operations that no other source has, called without saying of which source they are
   */
  #findService(source: SourceDescription, left: readonly string[]): Found {
    const { options } = this.#context;
    const named = own(options.services, source.name.value) ?? source.awsService?.value;
    const file = own(options.sources, source.name.value) ?? source.url.value;
    const hosts = this.#descriptions.hosts(file, this.#document.file.name);
    const elsewhere = hosts !== undefined && hosts.length > 0 && !hosts.some(isAmazonHost);
    if (named === 'none' || (named === undefined && elsewhere)) return this.#httpService(source, file);
    const isOnly = this.#apis.length === 1;
    const finding = findServiceOf(source, this.#document, { isOnly, left }, hosts, this.#context);
    const described =
      hosts !== undefined && named === undefined && !hosts.some(isAmazonHost)
        ? this.#httpService(source, file)
        : undefined;
    if (described !== undefined) {
      const aws: Found | undefined = finding.kind === 'found' ? { kind: 'aws', model: finding.service } : undefined;
      const called = calledOperations(source, this.#document, isOnly);
      // A service of AWS that is called alike has the operations as well, or isn't meant.
      if (countIn(described, called) > countIn(aws, called)) return described;
    }
    if (finding.kind === 'unknown' && hosts !== undefined) return described ?? this.#httpService(source, file);
    if (finding.kind !== 'found') return unknown(problemOf(finding, source, this.#context));
    const note = noteOf(finding, source);
    if (note !== undefined) this.#context.report(note);
    return { kind: 'aws', model: finding.service };
  }
}
