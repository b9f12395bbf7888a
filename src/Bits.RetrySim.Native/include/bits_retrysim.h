/*
 * Bits.RetrySim for C, C++ and Rust: Windows BITS, emulated in this process, with a network by script and time that moves only when told to.
 * A client written for BITS gets its IBackgroundCopyManager from here in a test, and from CoCreateInstance in production.
 *
 *     bits_retrysim *simulation;
 *     IBackgroundCopyManager *manager;
 *     bits_retrysim_create(&simulation);
 *     bits_retrysim_resource(simulation, "cdn.example", "/app.zip", 500000000);
 *     bits_retrysim_manager(simulation, BITS_RETRYSIM_V10_3, &manager);
 *     ... the client makes its job ...
 *     bits_retrysim_advance(simulation, 3600 * BITS_RETRYSIM_SECOND);
 *
 * Results   are HRESULTs: S_OK, S_FALSE where it is said, or a failure, and then nothing has changed and bits_retrysim_error_text says why. No call
 *           ends the process, whatever it is given, as long as pointers are null or good.
 *               E_INVALIDARG              a null pointer, or a value out of its range
 *               BITS_RETRYSIM_E_HANDLE    no simulation, or one that was destroyed (a null handle is one of these)
 *               BITS_RETRYSIM_E_NOT_NOW   not at this time: from a callback, while another thread moves time, a file that is there already or not yet
 *               BITS_RETRYSIM_E_TIMEOUT   what was waited for has not come about
 *               BITS_RETRYSIM_E_BUFFER    the buffer is too small
 *               0x800706BA                the simulation ended while the call was under way
 *               and what BITS itself answers, as 0x80200001 for a job that there is not.
 * Units     Instants and spans are 64-bit numbers of ticks of 100 ns, as in FILETIME; instants count from the start of the simulation.
 * Texts     given and received here are UTF-8 and end with a zero byte; those of the interfaces of BITS are UTF-16. Whoever calls keeps what it
 *           gives; it is not needed after the call. Nothing is given that would have to be freed, but references, which are released.
 * Threads   Every function may be called on any thread. One thread at a time moves time; another that tries meanwhile gets BITS_RETRYSIM_E_NOT_NOW.
 *           Callbacks of clients run inside the calls that move time, on their thread, or inside the client's own calls.
 * Linking   libbits_retrysim.so on Linux, bits_retrysim.dll on Windows; docs/native.md says how it is built. The convention is that of the platform.
 *
 * On Windows, and wherever there are headers of BITS, include the newest of them (bits5_0.h, or bits.h) before this one.
 */
#ifndef BITS_RETRYSIM_H
#define BITS_RETRYSIM_H

#include <stddef.h>
#include <stdint.h>
#include "bits_com.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifdef _WIN32
#define BITS_RETRYSIM_CALL __stdcall
#else
#define BITS_RETRYSIM_CALL
#endif
#define BITS_RETRYSIM_API HRESULT BITS_RETRYSIM_CALL

#define BITS_RETRYSIM_E_HANDLE ((HRESULT)0x80070006)
#define BITS_RETRYSIM_E_BUFFER ((HRESULT)0x8007007A)
#define BITS_RETRYSIM_E_TIMEOUT ((HRESULT)0x800705B4)
#define BITS_RETRYSIM_E_NOT_NOW ((HRESULT)0x8000000E)

#define BITS_RETRYSIM_MILLISECOND INT64_C(10000)
#define BITS_RETRYSIM_SECOND INT64_C(10000000)

/* A simulation: a handle, no address. One that was destroyed is never given again. */
typedef struct bits_retrysim bits_retrysim;

/* ---- Simulations ------------------------------------------------------------------------------------------------------------------- */

/* Time zero, an empty network, nobody's jobs. A failure leaves NULL in *simulation. */
BITS_RETRYSIM_API bits_retrysim_create(bits_retrysim **simulation);

/* The same from a scenario in JSON (docs/scenarios.md), with its network, surroundings and jobs. E_INVALIDARG for a script that is wrong; the text says
   at which line and column. */
BITS_RETRYSIM_API bits_retrysim_create_from_json(const char *json, bits_retrysim **simulation);

/* Ends the service: callbacks are released. Pointers that are still held fail with 0x800706BA from then on, and are released as ever. */
BITS_RETRYSIM_API bits_retrysim_destroy(bits_retrysim *simulation);

/* Which BITS to play: newer interfaces are refused with E_NOINTERFACE. */
enum {
    BITS_RETRYSIM_V1_0 = 0, BITS_RETRYSIM_V1_5 = 1, BITS_RETRYSIM_V2_0 = 2, BITS_RETRYSIM_V2_5 = 3, BITS_RETRYSIM_V3_0 = 4,
    BITS_RETRYSIM_V4_0 = 5, BITS_RETRYSIM_V5_0 = 6, BITS_RETRYSIM_V10_1 = 7, BITS_RETRYSIM_V10_2 = 8, BITS_RETRYSIM_V10_3 = 9
};

/* The manager of BITS, with a reference that the caller releases. A failure leaves NULL. */
BITS_RETRYSIM_API bits_retrysim_manager(bits_retrysim *simulation, int32_t version, IBackgroundCopyManager **manager);

/* ---- The network: host NULL is all of it, path NULL is all of the host -------------------------------------------------------------- */

/* Puts a file of so many bytes on a host. BITS_RETRYSIM_E_NOT_NOW if it is there already. */
BITS_RETRYSIM_API bits_retrysim_resource(bits_retrysim *simulation, const char *host, const char *path, int64_t size);

/* A fault is an HTTP status (503), an HRESULT that a transfer can fail with (0x80072EE7), or one of these, which let time pass until the attempt fails. */
enum { BITS_RETRYSIM_CONNECT_TIMEOUT = 1, BITS_RETRYSIM_NO_ANSWER = 2 };

/* Every request from now on fails, until bits_retrysim_recover. */
BITS_RETRYSIM_API bits_retrysim_fail(bits_retrysim *simulation, const char *host, const char *path, int32_t fault);

/* The next so many requests fail, 1 or more. */
BITS_RETRYSIM_API bits_retrysim_fail_next(bits_retrysim *simulation, const char *host, const char *path, int64_t count, int32_t fault);

/* Requests fail from one instant to another, and bodies that flow are broken off. */
BITS_RETRYSIM_API bits_retrysim_outage(bits_retrysim *simulation, const char *host, const char *path, int64_t from, int64_t to, int32_t fault);

/* Ends what bits_retrysim_fail began. What concerns numbered requests or a span of time stays. */
BITS_RETRYSIM_API bits_retrysim_recover(bits_retrysim *simulation, const char *host, const char *path);

/* How many requests there have been. */
BITS_RETRYSIM_API bits_retrysim_request_count(bits_retrysim *simulation, const char *host, const char *path, int64_t *count);

/* Bits a second of the link, or of one host; 0: no limit. */
BITS_RETRYSIM_API bits_retrysim_set_bandwidth(bits_retrysim *simulation, const char *host, int64_t bits_per_second);

/* Ticks until an attempt is answered, 0 or more. */
BITS_RETRYSIM_API bits_retrysim_set_latency(bits_retrysim *simulation, const char *host, int64_t ticks);

/* ---- Time -------------------------------------------------------------------------------------------------------------------------- */

/* Moves time on; whatever falls due on the way happens at its own instant. 0: what is due now. */
BITS_RETRYSIM_API bits_retrysim_advance(bits_retrysim *simulation, int64_t ticks);

/* To the next instant at which anything is due. S_FALSE if nothing is: then time has not moved. */
BITS_RETRYSIM_API bits_retrysim_advance_to_next(bits_retrysim *simulation);

/* What a client calls in place of the Sleep of Windows, which has the same parameter: time passes while the client waits. Not INFINITE. */
BITS_RETRYSIM_API bits_retrysim_sleep(bits_retrysim *simulation, uint32_t milliseconds);

/* Until a condition holds (answers not 0), at most for a span from now. It is asked on this thread, and may ask jobs, but not move time. */
BITS_RETRYSIM_API bits_retrysim_run_until(bits_retrysim *simulation, int32_t (BITS_RETRYSIM_CALL *condition)(void *context), void *context, int64_t limit);

/* Until a job is in a state, or has passed through it at one instant; at most for a span from now. */
BITS_RETRYSIM_API bits_retrysim_run_until_state(bits_retrysim *simulation, const GUID *job, int32_t state, int64_t limit);

/* Until a job is TRANSFERRED, ERROR, ACKNOWLEDGED or CANCELLED, and which of them; at most for a span from now. */
BITS_RETRYSIM_API bits_retrysim_run_to_outcome(bits_retrysim *simulation, const GUID *job, int64_t limit, int32_t *state);

/* Since the start. */
BITS_RETRYSIM_API bits_retrysim_elapsed(bits_retrysim *simulation, int64_t *ticks);

/* ---- Surroundings ------------------------------------------------------------------------------------------------------------------ */

/* Conditions that make jobs wait; none holds at first. */
enum {
    BITS_RETRYSIM_NO_NETWORK = 0, BITS_RETRYSIM_STANDBY = 1, BITS_RETRYSIM_BATTERY_POLICY = 2, BITS_RETRYSIM_BATTERY_SAVER = 3,
    BITS_RETRYSIM_GAME_MODE = 4, BITS_RETRYSIM_BACKGROUND_ACCESS = 5, BITS_RETRYSIM_SYSTEM_POLICY = 6
};
BITS_RETRYSIM_API bits_retrysim_set_condition(bits_retrysim *simulation, int32_t condition, int32_t holds);

/* The network has another address or adapter and was never lost: jobs in TRANSIENT_ERROR are tried at once. */
BITS_RETRYSIM_API bits_retrysim_network_changed(bits_retrysim *simulation);

/* What the network costs: exactly one of BITS_COST_STATE_..., for example 1 (unrestricted, as at first), 8 (near the cap) or 0x80 (roaming). */
BITS_RETRYSIM_API bits_retrysim_set_cost(bits_retrysim *simulation, uint32_t state);

/* Users, who are logged on unless they log off. NULL is the one who owns the jobs of the manager. */
enum { BITS_RETRYSIM_ORDINARY = 0, BITS_RETRYSIM_ADMINISTRATOR = 1 };
BITS_RETRYSIM_API bits_retrysim_log_on(bits_retrysim *simulation, const char *user, int32_t kind);
BITS_RETRYSIM_API bits_retrysim_log_off(bits_retrysim *simulation, const char *user, int32_t kind);

/* The service stops and starts: callbacks are forgotten and released, as by the BITS of Windows. */
BITS_RETRYSIM_API bits_retrysim_restart_service(bits_retrysim *simulation);

/* The machine sleeps: time passes and nothing runs. */
BITS_RETRYSIM_API bits_retrysim_machine_sleep(bits_retrysim *simulation, int64_t ticks);

/* Somebody sets the clock on the wall forward, or back (negative). No timer notices. */
BITS_RETRYSIM_API bits_retrysim_step_system_time(bits_retrysim *simulation, int64_t ticks);

/* Values of the group policy: days, seconds, and numbers of things. */
enum {
    BITS_RETRYSIM_JOB_INACTIVITY_DAYS = 0, BITS_RETRYSIM_MAX_DOWNLOAD_SECONDS = 1, BITS_RETRYSIM_MAX_JOBS_PER_MACHINE = 2,
    BITS_RETRYSIM_MAX_JOBS_PER_USER = 3, BITS_RETRYSIM_MAX_FILES_PER_JOB = 4, BITS_RETRYSIM_MAX_RANGES_PER_FILE = 5
};
BITS_RETRYSIM_API bits_retrysim_set_policy(bits_retrysim *simulation, int32_t policy, int64_t value);

/* ---- Texts: buffer NULL with size 0 asks for the size alone. *needed, which may be NULL if there is a buffer, gets the size of the whole text in
        bytes with its end. A buffer that is too small holds the empty text afterwards. -------------------------------------------------- */

/* What has happened so far, an event a line. */
BITS_RETRYSIM_API bits_retrysim_event_log(bits_retrysim *simulation, char *buffer, size_t size, size_t *needed);

/* What a person needs to know of a test that failed: jobs, timeline, last events. */
BITS_RETRYSIM_API bits_retrysim_report(bits_retrysim *simulation, char *buffer, size_t size, size_t *needed);

/* Why the last call of this file failed on this thread; empty if none has. */
BITS_RETRYSIM_API bits_retrysim_error_text(char *buffer, size_t size, size_t *needed);

/* Why the last call of an interface of this simulation failed, on whichever thread; empty if none has. */
BITS_RETRYSIM_API bits_retrysim_com_error_text(bits_retrysim *simulation, char *buffer, size_t size, size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
