/** A machine, as far as the choice of models depends on it. All sizes in bytes. */
export type Machine = {
  /** Physical cores that are good at mathematics; what llama.cpp would use. */
  readonly cores: number;
  readonly cpu: string;
  readonly ram: { readonly total: number; readonly free: number };
  /** Null where llama.cpp found none, or no binary of it that can use one. */
  readonly gpu: Gpu | null;
  /** Measured: how much of its memory the processor reads in a second. Null where it was not measured. */
  readonly bytesPerSecond: number | null;
};

export type Gpu = {
  readonly kind: "cuda" | "vulkan" | "metal";
  readonly names: readonly string[];
  readonly total: number;
  readonly free: number;
  /** Its memory is the processor's: what a model takes there is not free here. */
  readonly unified: boolean;
};

/** A desktop, a browser and an editor want this much of a GPU's memory beside a model. */
const desktopGpuShare = 0.1;
const desktopGpuBytes = 1e9;
/** And of the machine's. */
const desktopRamShare = 1 / 3;
const desktopRamBytes = 4e9;

/** Memory that models may take, whatever else is open now: they stay when it is closed. */
export function room({ gpu, ram }: Machine): { readonly gpu: number; readonly ram: number } {
  const left = (total: number, share: number, bytes: number) => Math.max(0, total - Math.max(bytes, total * share));
  return {
    gpu: gpu ? left(gpu.total, desktopGpuShare, desktopGpuBytes) : 0,
    ram: left(ram.total, desktopRamShare, desktopRamBytes),
  };
}
