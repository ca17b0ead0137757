// The SIGTRAP handler of the coverage probes, as position-independent machine code: no libc, no relocations, no writable
// globals. It is linked flat by handler.ld; HandlerCode.java holds the bytes, and a test builds them anew from this
// file. A signal handler is the one thing that cannot be written in Java: it runs on any thread, at any instruction.
//
// Entry 0 is a word that Java fills with the address of the data block, entry 8 the handler.
//
//     gcc -Os -fPIC -ffreestanding -fno-stack-protector -fomit-frame-pointer -fno-asynchronous-unwind-tables
//         -fcf-protection=none -c handler.c -o handler.o
//     ld -T handler.ld --oformat binary handler.o -o handler.bin
#include <stdint.h>

// A library's code: where it is mapped, how long it is, and where its bytes are as they are on disk.
struct module {
  uint64_t base, size, original;
};

// Laid out as Traps.java writes it.
struct data {
  uint64_t logged;   // hits since the start; hit i is at log[i & mask]
  uint64_t late;     // threads that found their probe taken out already by another one
  uint64_t foreign;  // traps that are none of ours
  uint64_t mask;     // the log's length, a power of two, less one
  uint64_t log;      // uint64_t[mask + 1]: (module + 1) << 48 | offset in the module; never 0, so that 0 means "to come"
  uint64_t old;      // the handler before us (an sa_sigaction), 0 where there was none
  uint64_t modules;  // how many
  struct module module[8];
};

extern struct data *const volatile data_at __attribute__((visibility("hidden")));

#define RIP 168           // offsetof(ucontext_t, uc_mcontext.gregs[REG_RIP]), asm/sigcontext.h
#define SI_KERNEL 0x80    // si_code of a real int3, unlike raise() or kill()
#define INT3 0xCC
#define SIGTRAP 5
#define RT_SIGACTION 13

__attribute__((section(".text.entry"))) void on_trap(int signal, void *info, uint8_t *context) {
  struct data *d = data_at;
  uint64_t *rip = (uint64_t *)(context + RIP);
  uint64_t pc = *rip - 1;
  int real = ((int *)info)[2] == SI_KERNEL;
  for (uint64_t m = 0; real && m < d->modules; m++) {
    uint64_t offset = pc - d->module[m].base;
    if (offset >= d->module[m].size) continue;
    uint8_t byte = ((const uint8_t *)d->module[m].original)[offset];
    if (byte == INT3) break;  // the library's own
    *rip = pc;                // the original instruction runs next
    if (__atomic_exchange_n((uint8_t *)pc, byte, __ATOMIC_SEQ_CST) != INT3) {
      __atomic_fetch_add(&d->late, 1, __ATOMIC_RELAXED);
      return;
    }
    uint64_t i = __atomic_fetch_add(&d->logged, 1, __ATOMIC_SEQ_CST) & d->mask;
    ((volatile uint64_t *)d->log)[i] = (m + 1) << 48 | offset;
    return;
  }
  __atomic_fetch_add(&d->foreign, 1, __ATOMIC_RELAXED);
  if (d->old) {
    ((void (*)(int, void *, void *))d->old)(signal, info, context);
    return;
  }
  // The default action: put it back and run the int3 again. (A signal that was sent is swallowed this once.)
  if (real) *rip = pc;
  struct {
    uint64_t handler, flags, restorer, mask;
  } dfl = {0, 0, 0, 0};
  register uint64_t r10 __asm__("r10") = 8;
  uint64_t ret;
  __asm__ volatile("syscall"
                   : "=a"(ret)
                   : "a"(RT_SIGACTION), "D"(SIGTRAP), "S"(&dfl), "d"(0), "r"(r10)
                   : "rcx", "r11", "memory");
}
