/**
 * Every JavaScript and TypeScript file may name these: the language, Node and browsers, TypeScript's library types,
 * test runners.
 */
export const scriptGlobals: ReadonlySet<string> = new Set(
  (
    "AbortController AbortSignal AddEventListenerOptions AggregateError AnimationEvent Array ArrayBuffer " +
    "ArrayBufferLike ArrayBufferView ArrayLike AsyncDisposable AsyncDisposableStack AsyncGenerator AsyncIterable " +
    "AsyncIterableIterator AsyncIterator Atomics Awaited BigInt BigInt64Array BigUint64Array Blob BlobPart " +
    "BodyInit Boolean BroadcastChannel Buffer BufferEncoding BufferSource Bun CSS CSSStyleDeclaration " +
    "CSSStyleSheet CallableFunction CanvasRenderingContext2D Capitalize ClassDecorator " +
    "ClassMethodDecoratorContext ClipboardEvent ClipboardItem CloseEvent CompressionStream ConstructorParameters " +
    "Crypto CryptoKey CustomEvent DOMException DOMParser DOMRect DataTransfer DataView Date DecompressionStream " +
    "Deno Disposable DisposableStack Document DocumentFragment DragEvent Element Error ErrorEvent EvalError Event " +
    "EventListener EventListenerOrEventListenerObject EventSource EventTarget Exclude Extract File FileList " +
    "FileReader FinalizationRegistry Float16Array Float32Array Float64Array FocusEvent FontFace FormData " +
    "FrameRequestCallback Function Generator GeneratorFunction HTMLAnchorElement HTMLAudioElement HTMLBodyElement " +
    "HTMLButtonElement HTMLCanvasElement HTMLCollection HTMLDialogElement HTMLDivElement HTMLElement " +
    "HTMLFormElement HTMLHeadingElement HTMLIFrameElement HTMLImageElement HTMLInputElement HTMLLIElement " +
    "HTMLLabelElement HTMLLinkElement HTMLOptionElement HTMLParagraphElement HTMLPreElement HTMLScriptElement " +
    "HTMLSelectElement HTMLSpanElement HTMLStyleElement HTMLTableElement HTMLTextAreaElement HTMLUListElement " +
    "HTMLVideoElement Headers HeadersInit History IArguments Image ImageBitmap ImageData Infinity InputEvent " +
    "InstanceType Int16Array Int32Array Int8Array IntersectionObserver Intl Iterable IterableIterator Iterator " +
    "IteratorResult JSON JSX KeyboardEvent Location Lowercase Map Math MediaQueryList MediaRecorder MediaStream " +
    "MessageChannel MessageEvent MessagePort MethodDecorator MouseEvent MutationObserver NaN NewableFunction " +
    "NoInfer Node NodeFilter NodeJS NodeList NonNullable Notification Number Object OffscreenCanvas Omit " +
    "OmitThisParameter ParameterDecorator Parameters Partial Path2D Performance PerformanceObserver Pick " +
    "PointerEvent ProgressEvent Promise PromiseConstructor PromiseFulfilledResult PromiseLike " +
    "PromiseRejectedResult PromiseRejectionEvent PromiseSettledResult PropertyDecorator PropertyDescriptor " +
    "PropertyKey Proxy RangeError React ReadableStream Readonly ReadonlyArray ReadonlyMap ReadonlySet Record " +
    "ReferenceError Reflect RegExp RegExpExecArray RegExpMatchArray Request RequestInfo RequestInit Required " +
    "ResizeObserver Response ResponseInit ReturnType SVGElement SVGSVGElement Selection ServiceWorker Set " +
    "ShadowRoot SharedArrayBuffer SharedWorker Storage StorageEvent String SubtleCrypto SuppressedError Symbol " +
    "SyntaxError TemplateStringsArray TextDecoder TextDecoderStream TextEncoder TextEncoderStream " +
    "ThisParameterType ThisType Touch TouchEvent TransformStream TransitionEvent TypeError " +
    "TypedPropertyDescriptor UIEvent URIError URL URLPattern URLSearchParams Uint16Array Uint32Array Uint8Array " +
    "Uint8ClampedArray Uncapitalize Uppercase WeakKey WeakMap WeakRef WeakSet WebAssembly WebGLRenderingContext " +
    "WebSocket WheelEvent Window Worker WritableStream XMLHttpRequest XMLSerializer XPathResult __dirname " +
    "__filename addEventListener after afterAll afterEach alert arguments assert atob bigint before beforeAll beforeEach " +
    "btoa caches cancelAnimationFrame cancelIdleCallback chai clearImmediate clearInterval clearTimeout confirm " +
    "console const crypto customElements cy decodeURI decodeURIComponent describe dispatchEvent document " +
    "encodeURI encodeURIComponent escape eval expect exports fetch fit getComputedStyle getSelection global " +
    "globalThis history importScripts indexedDB innerHeight innerWidth isFinite isNaN isSecureContext it jasmine " +
    "jest localStorage location matchMedia module navigator onmessage outerHeight outerWidth parseFloat parseInt " +
    "performance postMessage process queueMicrotask removeEventListener reportError requestAnimationFrame " +
    "requestIdleCallback require scrollBy scrollTo scrollX scrollY self sessionStorage setImmediate setInterval " +
    "setTimeout setup sinon speechSynthesis structuredClone suite super teardown test this undefined unescape vi " +
    "visualViewport vitest window xdescribe xit"
  ).split(" "),
);
