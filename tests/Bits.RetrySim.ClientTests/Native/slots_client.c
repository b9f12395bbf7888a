/*
 * A client in C that knows no header: interface ids and slot numbers alone (sections 21.2 and 21.3). Each check that fails is
 * told. WCHAR has 16 bits, LONG and ULONG have 32.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <pthread.h>

typedef uint16_t wchar16;
typedef int32_t hresult;
typedef struct { uint32_t a; uint16_t b, c; uint8_t d[8]; } guid;
typedef struct { void **slots; } object;

/* What the test does for the client: it moves the clock, restarts the service, and hears of each check that fails. */
typedef struct {
    void (*advance)(int64_t seconds);
    void (*restart)(void);
    void (*wrong)(int32_t line, const char *what);
} helpers;

static const helpers *test;

#define SLOT(object_, number, ...) ((hresult (*)(void *, ##__VA_ARGS__))((object *)(object_))->slots[number])
#define S_OK 0
#define S_FALSE 1
#define E_INVALIDARG ((hresult)0x80070057)
#define E_NOINTERFACE ((hresult)0x80004002)
#define E_NOTIMPL ((hresult)0x80004001)
#define E_ACCESSDENIED ((hresult)0x80070005)
#define BG_E_NOT_FOUND ((hresult)0x80200001)
#define BG_E_INVALID_STATE ((hresult)0x80200002)
#define BG_E_EMPTY ((hresult)0x80200003)
#define BG_E_HTTP_ERROR_503 ((hresult)0x801901F7)

#define CHECK(condition) \
    do { if (!(condition)) { test->wrong(__LINE__, #condition); } } while (0)


static const guid IID_IUnknown = { 0x00000000, 0x0000, 0x0000, { 0xC0, 0, 0, 0, 0, 0, 0, 0x46 } };
static const guid IID_Manager = { 0x5CE34C0D, 0x0DC9, 0x4C1F, { 0x89, 0x7C, 0xDA, 0xA1, 0xB7, 0x8C, 0xEE, 0x7C } };
static const guid IID_Job = { 0x37668D37, 0x507E, 0x4160, { 0x93, 0x16, 0x26, 0x30, 0x6D, 0x15, 0x0B, 0x12 } };
static const guid IID_Job2 = { 0x54B50739, 0x686F, 0x45EB, { 0x9D, 0xFF, 0xD6, 0xA9, 0xA0, 0xFA, 0xA9, 0xAF } };
static const guid IID_Job3 = { 0x443C8934, 0x90FF, 0x48ED, { 0xBC, 0xDE, 0x26, 0xF5, 0xC7, 0x45, 0x00, 0x42 } };
static const guid IID_Job4 = { 0x659CDEAE, 0x489E, 0x11D9, { 0xA9, 0xCD, 0x00, 0x0D, 0x56, 0x96, 0x52, 0x51 } };
static const guid IID_Job5 = { 0xE847030C, 0xBBBA, 0x4657, { 0xAF, 0x6D, 0x48, 0x4A, 0xA4, 0x2B, 0xF1, 0xFE } };
static const guid IID_Http = { 0xF1BD1079, 0x9F01, 0x4BDC, { 0x80, 0x36, 0xF0, 0x9B, 0x70, 0x09, 0x50, 0x66 } };
static const guid IID_Http2 = { 0xB591A192, 0xA405, 0x4FC3, { 0x83, 0x23, 0x4C, 0x5C, 0x54, 0x25, 0x78, 0xFC } };
static const guid IID_Http3 = { 0x8A9263D3, 0xFD4C, 0x4EDA, { 0x9B, 0x28, 0x30, 0x13, 0x2A, 0x4D, 0x4E, 0x3C } };
static const guid IID_Tokens = { 0x9A2584C3, 0xF7D2, 0x457A, { 0x9A, 0x5E, 0x22, 0xB6, 0x7B, 0xFF, 0xC7, 0xD2 } };
static const guid IID_File = { 0x01B7BD23, 0xFB88, 0x4A77, { 0x84, 0x90, 0x58, 0x91, 0xD3, 0xE4, 0x65, 0x3A } };
static const guid IID_File2 = { 0x83E81B93, 0x0873, 0x474D, { 0x8A, 0x8C, 0xF2, 0x01, 0x8B, 0x1A, 0x93, 0x9C } };
static const guid IID_File3 = { 0x659CDEAA, 0x489E, 0x11D9, { 0xA9, 0xCD, 0x00, 0x0D, 0x56, 0x96, 0x52, 0x51 } };
static const guid IID_File4 = { 0xEF7E0655, 0x7888, 0x4960, { 0xB0, 0xE5, 0x73, 0x08, 0x46, 0xE0, 0x34, 0x92 } };
static const guid IID_File5 = { 0x85C1657F, 0xDAFC, 0x40E8, { 0x88, 0x34, 0xDF, 0x18, 0xEA, 0x25, 0x71, 0x7E } };
static const guid IID_File6 = { 0xCF6784F7, 0xD677, 0x49FD, { 0x93, 0x68, 0xCB, 0x47, 0xAE, 0xE9, 0xD1, 0xAD } };
static const guid IID_Callback = { 0x97EA99C7, 0x0186, 0x4AD4, { 0x8D, 0xF9, 0xC5, 0xB4, 0xE0, 0xED, 0x6B, 0x22 } };
static const guid IID_Callback2 = { 0x659CDEAC, 0x489E, 0x11D9, { 0xA9, 0xCD, 0x00, 0x0D, 0x56, 0x96, 0x52, 0x51 } };
static const guid IID_Callback3 = { 0x98C97BD2, 0xE32B, 0x4AD8, { 0xA5, 0x28, 0x95, 0xFD, 0x8B, 0x16, 0xBD, 0x42 } };

/* IUnknown */
static hresult query(void *self, const guid *id, void **result) { return SLOT(self, 0, const guid *, void **)(self, id, result); }
static uint32_t add_ref(void *self) { return ((uint32_t (*)(void *))((object *)self)->slots[1])(self); }
static uint32_t release(void *self) { return ((uint32_t (*)(void *))((object *)self)->slots[2])(self); }
static uint32_t references(void *self) { add_ref(self); return release(self); }

static wchar16 *wide(const char *text)
{
    static wchar16 buffers[8][512];
    static int next;
    wchar16 *buffer = buffers[next++ % 8];
    size_t i = 0;
    for (; text[i] != 0; i++) {
        buffer[i] = (wchar16)(unsigned char)text[i];
    }
    buffer[i] = 0;
    return buffer;
}

/* Compares, and gives the memory of COM back: here that is the C library's. */
static int is_text(wchar16 *text, const char *expected)
{
    size_t i = 0;
    if (text == NULL) {
        return expected == NULL;
    }
    for (; text[i] != 0 && expected[i] != 0 && text[i] == (wchar16)(unsigned char)expected[i]; i++) {
    }
    int same = text[i] == 0 && expected[i] == 0;
    free(text);
    return same;
}

/* A callback of the client: counts its references and what it is told. */
typedef struct {
    void **slots;
    uint32_t references;
    int level;
    int transferred, errors, modified, files, ranges;
    hresult answer, last_code;
    int32_t last_context;
    void *last_job;
} callback;

static hresult callback_query(callback *self, const guid *id, void **result)
{
    *result = NULL;
    if (memcmp(id, &IID_IUnknown, sizeof *id) != 0 && memcmp(id, &IID_Callback, sizeof *id) != 0
        && !(self->level >= 2 && memcmp(id, &IID_Callback2, sizeof *id) == 0) && !(self->level >= 3 && memcmp(id, &IID_Callback3, sizeof *id) == 0)) {
        return E_NOINTERFACE;
    }
    self->references++;
    *result = self;
    return S_OK;
}

static uint32_t callback_add_ref(callback *self) { return ++self->references; }
static uint32_t callback_release(callback *self) { return --self->references; }

static hresult callback_transferred(callback *self, void *job)
{
    self->transferred++;
    self->last_job = job;
    return self->answer;
}

static hresult callback_error(callback *self, void *job, void *error)
{
    self->errors++;
    self->last_job = job;
    SLOT(error, 3, int32_t *, hresult *)(error, &self->last_context, &self->last_code);
    return self->answer;
}

static hresult callback_modified(callback *self, void *job, uint32_t reserved)
{
    (void)job;
    self->modified += reserved == 0;
    return S_OK;
}

static hresult callback_file(callback *self, void *job, void *file)
{
    (void)job;
    wchar16 *name = NULL;
    self->files += SLOT(file, 4, wchar16 **)(file, &name) == S_OK && name != NULL;
    free(name);
    return S_OK;
}

static hresult callback_ranges(callback *self, void *job, void *file, uint32_t count, const uint64_t *ranges)
{
    (void)job;
    (void)file;
    self->ranges += count == 1 && ranges[0] == 100 && ranges[1] == 50;
    return S_OK;
}

static void *callback_slots[] = {
    callback_query, callback_add_ref, callback_release, callback_transferred, callback_error, callback_modified, callback_file, callback_ranges,
};

static void callback_begin(callback *self, int level)
{
    memset(self, 0, sizeof *self);
    self->slots = callback_slots;
    self->references = 1;
    self->level = level;
}

static void *create_job(void *manager, const char *name, int32_t type, guid *id)
{
    void *job = NULL;
    CHECK(SLOT(manager, 3, const wchar16 *, int32_t, guid *, void **)(manager, wide(name), type, id, &job) == S_OK);
    CHECK(job != NULL);
    return job;
}

static void add_file(void *job, const char *url, const char *local)
{
    CHECK(SLOT(job, 4, const wchar16 *, const wchar16 *)(job, wide(url), wide(local)) == S_OK);
}

static hresult resume(void *job) { return SLOT(job, 7)(job); }
static hresult cancel(void *job) { return SLOT(job, 8)(job); }
static hresult complete(void *job) { return SLOT(job, 9)(job); }

static int32_t state_of(void *job)
{
    int32_t state = -1;
    CHECK(SLOT(job, 14, int32_t *)(job, &state) == S_OK);
    return state;
}

/* Every interface of job and file; each is the same object. */
static void check_interfaces(void *job)
{
    static const guid *of_job[] = { &IID_Job, &IID_Job2, &IID_Job3, &IID_Job4, &IID_Job5, &IID_Http, &IID_Http2, &IID_Http3, &IID_Tokens };
    static const guid *of_file[] = { &IID_File, &IID_File2, &IID_File3, &IID_File4, &IID_File5, &IID_File6 };
    void *identity = NULL;
    CHECK(query(job, &IID_IUnknown, &identity) == S_OK);
    for (size_t i = 0; i < sizeof of_job / sizeof *of_job; i++) {
        void *other = NULL, *its = NULL;
        CHECK(query(job, of_job[i], &other) == S_OK);
        CHECK(query(other, &IID_IUnknown, &its) == S_OK);
        CHECK(its == identity);
        release(its);
        release(other);
    }
    void *none = job;
    CHECK(query(job, &IID_Manager, &none) == E_NOINTERFACE);
    CHECK(none == NULL);
    release(identity);

    void *files = NULL, *file = NULL;
    CHECK(SLOT(job, 5, void **)(job, &files) == S_OK);
    CHECK(SLOT(files, 3, uint32_t, void **, uint32_t *)(files, 1, &file, NULL) == S_OK);
    for (size_t i = 0; i < sizeof of_file / sizeof *of_file; i++) {
        void *other = NULL;
        CHECK(query(file, of_file[i], &other) == S_OK);
        release(other);
    }
    void *two[2];
    CHECK(SLOT(files, 3, uint32_t, void **, uint32_t *)(files, 2, two, NULL) == E_INVALIDARG);
    CHECK(SLOT(files, 4, uint32_t)(files, 5) == S_FALSE);
    release(file);
    release(files);
}

/* Slots of what derives: the numbers go on after those of the base. */
static void check_derived(void *job, void *file)
{
    void *job5 = NULL, *http3 = NULL, *file6 = NULL, *tokens = NULL;
    uint32_t number = 0;
    wchar16 *one = NULL, *other = NULL;
    CHECK(query(job, &IID_Job5, &job5) == S_OK);
    CHECK(SLOT(job5, 35, const wchar16 *, const wchar16 *)(job5, wide("C:\\tool.exe"), wide("tool.exe -v")) == S_OK);
    CHECK(SLOT(job5, 36, wchar16 **, wchar16 **)(job5, &one, &other) == S_OK);
    CHECK(is_text(one, "C:\\tool.exe"));
    CHECK(is_text(other, "tool.exe -v"));
    uint64_t progress[2];
    CHECK(SLOT(job5, 37, uint64_t *)(job5, progress) == E_NOTIMPL);
    CHECK(SLOT(job5, 42, int32_t, int32_t)(job5, 1, 1) == S_FALSE);
    CHECK(SLOT(job5, 43, const wchar16 *, const wchar16 *)(job5, wide("ftp://"), wide("https://")) == S_FALSE);
    CHECK(SLOT(job5, 45, uint32_t)(job5, 15) == S_OK);
    CHECK(SLOT(job5, 46, uint32_t *)(job5, &number) == S_OK && number == 15);
    CHECK(SLOT(job5, 51, uint32_t)(job5, 77) == S_OK);
    CHECK(SLOT(job5, 52, uint32_t *)(job5, &number) == S_OK && number == 77);
    CHECK(SLOT(job5, 49, uint32_t *)(job5, &number) == S_OK && number == 0x2000);
    CHECK(SLOT(job5, 50, uint32_t *)(job5, &number) == S_OK && number == 0);
    union { uint32_t dword; guid id; uint64_t number; } value;
    memset(&value, 0, sizeof value);
    value.dword = 1234;
    CHECK(((hresult (*)(void *, int32_t, __typeof__(value)))((object *)job5)->slots[53])(job5, 9, value) == S_OK);
    memset(&value, 0, sizeof value);
    CHECK(SLOT(job5, 54, int32_t, void *)(job5, 9, &value) == S_OK && value.dword == 1234);
    CHECK(SLOT(job5, 54, int32_t, void *)(job5, 9, NULL) == E_INVALIDARG);
    release(job5);

    CHECK(query(job, &IID_Http3, &http3) == S_OK);
    CHECK(SLOT(http3, 7, const wchar16 *)(http3, wide("X-One: 1\r\n")) == S_OK);
    CHECK(SLOT(http3, 8, wchar16 **)(http3, &one) == S_OK);
    CHECK(is_text(one, "X-One: 1\r\n"));
    CHECK(SLOT(http3, 7, const wchar16 *)(http3, NULL) == S_OK);
    CHECK(SLOT(http3, 8, wchar16 **)(http3, &one) == S_FALSE && one == NULL);
    CHECK(SLOT(http3, 11, const wchar16 *)(http3, NULL) == S_OK);
    CHECK(SLOT(http3, 13, void *)(http3, NULL) == S_OK);
    release(http3);

    CHECK(query(job, &IID_Tokens, &tokens) == S_OK);
    CHECK(SLOT(tokens, 4, uint32_t *)(tokens, &number) == S_OK && number == 0);
    release(tokens);

    CHECK(query(file, &IID_File6, &file6) == S_OK);
    void *ranges = file6;
    CHECK(SLOT(file6, 6, uint32_t *, void **)(file6, &number, &ranges) == S_FALSE && number == 0 && ranges == NULL);
    int32_t flag = -1;
    CHECK(SLOT(file6, 10, int32_t *)(file6, &flag) == S_OK && flag == 0);
    CHECK(SLOT(file6, 11, int32_t *)(file6, &flag) == S_OK && flag == 0);
    uint64_t origin = 1, peers = 1;
    CHECK(SLOT(file6, 12, uint64_t *, uint64_t *)(file6, &origin, &peers) == S_OK && peers == 0);
    CHECK(SLOT(file6, 17, uint32_t *, void **)(file6, &number, &ranges) == S_OK && number == 0);
    release(file6);
}

/* What is required is not there: E_INVALIDARG, and nothing else happens. */
static void check_null_pointers(void *manager, void *job)
{
    guid id;
    void *pointer;
    CHECK(SLOT(manager, 3, const wchar16 *, int32_t, guid *, void **)(manager, wide("x"), 0, &id, NULL) == E_INVALIDARG);
    CHECK(SLOT(manager, 3, const wchar16 *, int32_t, guid *, void **)(manager, wide("x"), 0, NULL, &pointer) == E_INVALIDARG);
    CHECK(SLOT(manager, 3, const wchar16 *, int32_t, guid *, void **)(manager, NULL, 0, &id, &pointer) == E_INVALIDARG && pointer == NULL);
    CHECK(SLOT(manager, 4, const guid *, void **)(manager, NULL, &pointer) == E_INVALIDARG);
    CHECK(SLOT(manager, 5, uint32_t, void **)(manager, 0, NULL) == E_INVALIDARG);
    pointer = job;
    CHECK(SLOT(manager, 5, uint32_t, void **)(manager, 1, &pointer) == E_ACCESSDENIED && pointer == NULL);
    static const int getters[] = { 5, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 26, 28, 30, 31 };
    for (size_t i = 0; i < sizeof getters / sizeof *getters; i++) {
        hresult result = SLOT(job, getters[i], void *)(job, NULL);
        if (result != E_INVALIDARG) {
            test->wrong(getters[i], "the slot of this number answers a null pointer with something else");
        }
    }
    CHECK(SLOT(job, 33, int32_t *, wchar16 **, wchar16 **)(job, NULL, NULL, NULL) == E_INVALIDARG);
    CHECK(SLOT(job, 17, const wchar16 *)(job, NULL) == E_INVALIDARG);
    CHECK(SLOT(job, 19, const wchar16 *)(job, NULL) == E_INVALIDARG);
    CHECK(SLOT(job, 4, const wchar16 *, const wchar16 *)(job, NULL, wide("C:\\x")) == E_INVALIDARG);
    CHECK(SLOT(job, 3, uint32_t, void *)(job, 1, NULL) == E_INVALIDARG);
}

static void *read_on_another_thread(void *job)
{
    wchar16 *name = NULL;
    CHECK(SLOT(job, 18, wchar16 **)(job, &name) == S_OK);
    CHECK(is_text(name, "threads"));
    CHECK(state_of(job) == 3);
    return NULL;
}

/* A job that the server never answers comes to ERROR by the no-progress timeout, and says so once. */
static void check_no_progress(void *manager)
{
    guid id;
    callback client;
    callback_begin(&client, 2);
    void *job = create_job(manager, "no progress", 0, &id);
    add_file(job, "https://down.example/a", "C:\\a");
    CHECK(SLOT(job, 27, uint32_t)(job, 60) == S_OK);
    CHECK(SLOT(job, 29, uint32_t)(job, 3600) == S_OK);
    CHECK(SLOT(job, 25, void *)(job, &client) == S_OK);
    CHECK(client.references > 1);
    void *read = NULL;
    CHECK(SLOT(job, 26, void **)(job, &read) == S_OK && read == &client);
    release(read);
    CHECK(resume(job) == S_OK);
    test->advance(3599);
    CHECK(state_of(job) == 5 && client.errors == 0);
    test->advance(1);
    CHECK(state_of(job) == 4 && client.errors == 1);
    CHECK(client.last_code == BG_E_HTTP_ERROR_503 && client.last_context == 5);
    test->advance(86400);
    CHECK(client.errors == 1);
    void *error = NULL, *file = NULL;
    CHECK(SLOT(job, 15, void **)(job, &error) == S_OK);
    CHECK(SLOT(error, 4, void **)(error, &file) == S_OK && file != NULL);
    wchar16 *protocol = NULL;
    CHECK(SLOT(error, 7, wchar16 **)(error, &protocol) == S_OK);
    CHECK(is_text(protocol, "http"));
    release(file);
    release(error);
    CHECK(cancel(job) == S_OK);
    CHECK(client.references == 1);
    CHECK(cancel(job) == BG_E_INVALID_STATE);
    release(job);
}

static void check_download(void *manager)
{
    guid id;
    callback client;
    callback_begin(&client, 3);
    void *job = create_job(manager, "download", 0, &id);
    add_file(job, "https://cdn.example/app.zip", "C:\\Downloads\\app.zip");
    CHECK(SLOT(job, 25, void *)(job, &client) == S_OK);
    CHECK(SLOT(job, 23, uint32_t)(job, 0x1F & ~4u) == S_OK);
    CHECK(resume(job) == S_OK);
    test->advance(60);
    CHECK(state_of(job) == 6);
    CHECK(client.transferred == 1 && client.files == 1 && client.errors == 0 && client.modified > 0);
    uint64_t progress[3] = { 0 };
    CHECK(SLOT(job, 12, uint64_t *)(job, progress) == S_OK && progress[0] == 1000000 && progress[1] == 1000000);
    CHECK(complete(job) == S_OK);
    CHECK(state_of(job) == 7);
    CHECK(client.references == 1);
    void *gone = job;
    CHECK(SLOT(manager, 4, const guid *, void **)(manager, &id, &gone) == BG_E_NOT_FOUND && gone == NULL);
    release(job);
}

static void check_refusal_and_restart(void *manager)
{
    guid id;
    callback old, refusing;
    callback_begin(&old, 1);
    callback_begin(&refusing, 1);
    refusing.answer = S_FALSE;
    void *job = create_job(manager, "refusal", 0, &id);
    add_file(job, "https://cdn.example/gone.zip", "C:\\gone");
    CHECK(SLOT(job, 25, void *)(job, &old) == S_OK);
    CHECK(SLOT(job, 25, void *)(job, &refusing) == S_OK);
    CHECK(old.references == 1);
    CHECK(resume(job) == S_OK);
    test->advance(1300);
    CHECK(refusing.errors == 3);
    test->restart();
    CHECK(refusing.references == 1);
    void *none = job;
    CHECK(SLOT(job, 26, void **)(job, &none) == S_OK && none == NULL);
    CHECK(cancel(job) == S_OK);
    release(job);
}

void run_slots_client(void *manager, const helpers *given)
{
    test = given;
    guid id;
    uint32_t before = references(manager);
    void *job = create_job(manager, "threads", 0, &id);
    uint32_t alone = references(job);
    CHECK(resume(job) == BG_E_EMPTY);
    add_file(job, "https://cdn.example/app.zip", "C:\\app.zip");
    void *again = NULL;
    CHECK(SLOT(manager, 4, const guid *, void **)(manager, &id, &again) == S_OK && again == job);
    release(again);
    check_interfaces(job);
    check_null_pointers(manager, job);
    void *files = NULL, *file = NULL;
    CHECK(SLOT(job, 5, void **)(job, &files) == S_OK);
    CHECK(SLOT(files, 3, uint32_t, void **, uint32_t *)(files, 1, &file, NULL) == S_OK);
    check_derived(job, file);
    release(file);
    release(files);
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, read_on_another_thread, job) == 0);
    pthread_join(thread, NULL);
    CHECK(cancel(job) == S_OK);
    CHECK(references(job) == alone);
    CHECK(release(job) == alone - 1);
    check_no_progress(manager);
    check_download(manager);
    check_refusal_and_restart(manager);
    wchar16 *text = NULL;
    CHECK(SLOT(manager, 6, hresult, uint32_t, wchar16 **)(manager, BG_E_EMPTY, 0x0409, &text) == S_OK && text != NULL);
    free(text);
    CHECK(references(manager) == before);
}
