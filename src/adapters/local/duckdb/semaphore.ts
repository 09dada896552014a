/** Runs a limited number of tasks at a time, or one task alone, in the order in which they are given. */
export class Semaphore {
  private readonly waiting: { places: number; begin: () => void }[] = [];
  private free: number;

  constructor(private readonly places: number) {
    this.free = places;
  }

  shared<T>(work: () => Promise<T>): Promise<T> {
    return this.holding(1, work);
  }

  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.holding(this.places, work);
  }

  private async holding<T>(places: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((begin) => {
      this.waiting.push({ places, begin });
      this.beginNext();
    });
    try {
      return await work();
    } finally {
      this.free += places;
      this.beginNext();
    }
  }

  private beginNext(): void {
    for (let next = this.waiting[0]; next && next.places <= this.free; next = this.waiting[0]) {
      this.waiting.shift();
      this.free -= next.places;
      next.begin();
    }
  }
}
