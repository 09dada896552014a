/** Lets some at a time do their work, or one alone, in the order in which they come. */
export class Turns {
  private readonly waiting: { places: number; begin: () => void }[] = [];
  private free: number;

  constructor(private readonly places: number) {
    this.free = places;
  }

  withOthers<T>(work: () => Promise<T>): Promise<T> {
    return this.taking(1, work);
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.taking(this.places, work);
  }

  private async taking<T>(places: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((begin) => {
      this.waiting.push({ places, begin });
      this.letBegin();
    });
    try {
      return await work();
    } finally {
      this.free += places;
      this.letBegin();
    }
  }

  private letBegin(): void {
    for (let next = this.waiting[0]; next && next.places <= this.free; next = this.waiting[0]) {
      this.waiting.shift();
      this.free -= next.places;
      next.begin();
    }
  }
}
