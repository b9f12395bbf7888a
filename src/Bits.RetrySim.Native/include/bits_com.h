/*
 * The interfaces of BITS for C and C++, where the headers of the system have none: all of them on a system that is not Windows; and those that
 * are newer than the headers of the system, if these come first (bits.h, or bits5_0.h, which includes the others). Each interface has the guard
 * of those headers, so that none is declared twice. Included by bits_retrysim.h.
 *
 * In C an interface is called as with the headers of Windows: job->lpVtbl->Resume(job). Methods stand in the order of their slots. Strings are
 * UTF-16 (WCHAR has 16 bits: u"text", or -fshort-wchar); those that come out are freed with CoTaskMemFree.
 */
#ifndef BITS_COM_H
#define BITS_COM_H

#include <stdint.h>

#ifdef _WIN32
#ifndef __IUnknown_INTERFACE_DEFINED__
#include <objbase.h>
#endif
#endif

/* What the headers of Windows declare before any interface. */
#ifndef __IUnknown_INTERFACE_DEFINED__
#include <stdlib.h>
#ifndef __cplusplus
#include <uchar.h>
#endif
typedef int32_t HRESULT, BOOL;
typedef uint32_t ULONG, DWORD;
typedef uint64_t UINT64;
typedef uint8_t BYTE;
typedef char16_t WCHAR, *LPWSTR;
typedef const char16_t *LPCWSTR;
typedef struct { uint32_t Data1; uint16_t Data2, Data3; uint8_t Data4[8]; } GUID, IID;
typedef struct { uint32_t dwLowDateTime, dwHighDateTime; } FILETIME;
#ifdef __cplusplus
#define REFGUID const GUID &
#define REFIID const IID &
#else
#define REFGUID const GUID *
#define REFIID const IID *
#endif
#define STDMETHODCALLTYPE
#define S_OK ((HRESULT)0)
#define S_FALSE ((HRESULT)1)
#define E_NOTIMPL ((HRESULT)0x80004001)
#define E_NOINTERFACE ((HRESULT)0x80004002)
#define E_FAIL ((HRESULT)0x80004005)
#define E_ACCESSDENIED ((HRESULT)0x80070005)
#define E_INVALIDARG ((HRESULT)0x80070057)
#define SUCCEEDED(hresult) ((HRESULT)(hresult) >= 0)
#define FAILED(hresult) ((HRESULT)(hresult) < 0)
static inline void CoTaskMemFree(void *memory) { free(memory); }
#endif

#ifdef __cplusplus
#define BITS_FORWARD(name) struct name;
#define BITS_SLOT(I, method, ...) virtual HRESULT STDMETHODCALLTYPE method(__VA_ARGS__) = 0;
#define BITS_SLOT0(I, method) virtual HRESULT STDMETHODCALLTYPE method() = 0;
#define BITS_DECLARE(name, base) struct name : public base { BITS_SLOTS_##name(name) };
#else
#define BITS_FORWARD(name) typedef struct name name;
#define BITS_SLOT(I, method, ...) HRESULT (STDMETHODCALLTYPE *method)(I *self, __VA_ARGS__);
#define BITS_SLOT0(I, method) HRESULT (STDMETHODCALLTYPE *method)(I *self);
#define BITS_DECLARE(name, base) struct name##Vtbl { BITS_ALL_##name(name) }; struct name { const struct name##Vtbl *lpVtbl; };
#endif
#define BITS_ID(name, a, b, c, d0, d1, d2, d3, d4, d5, d6, d7) static const GUID name = { a, b, c, { d0, d1, d2, d3, d4, d5, d6, d7 } };

BITS_FORWARD(IBackgroundCopyManager)
BITS_FORWARD(IBackgroundCopyError)
BITS_FORWARD(IEnumBackgroundCopyJobs)
BITS_FORWARD(IEnumBackgroundCopyFiles)
BITS_FORWARD(IBackgroundCopyFile)
BITS_FORWARD(IBackgroundCopyFile2)
BITS_FORWARD(IBackgroundCopyFile3)
BITS_FORWARD(IBackgroundCopyFile4)
BITS_FORWARD(IBackgroundCopyFile5)
BITS_FORWARD(IBackgroundCopyFile6)
BITS_FORWARD(IBackgroundCopyJob)
BITS_FORWARD(IBackgroundCopyJob2)
BITS_FORWARD(IBackgroundCopyJob3)
BITS_FORWARD(IBackgroundCopyJob4)
BITS_FORWARD(IBackgroundCopyJob5)
BITS_FORWARD(IBackgroundCopyJobHttpOptions)
BITS_FORWARD(IBackgroundCopyJobHttpOptions2)
BITS_FORWARD(IBackgroundCopyJobHttpOptions3)
BITS_FORWARD(IBitsTokenOptions)
BITS_FORWARD(IBackgroundCopyCallback)
BITS_FORWARD(IBackgroundCopyCallback2)
BITS_FORWARD(IBackgroundCopyCallback3)
BITS_FORWARD(IBackgroundCopyServerCertificateValidationCallback)
#ifdef __cplusplus
extern "C++" {
#endif

/* In C the methods of IUnknown are part of each table. */
#define BITS_ALL_IUnknown(I) \
    HRESULT (STDMETHODCALLTYPE *QueryInterface)(I *self, REFIID id, void **result); \
    ULONG (STDMETHODCALLTYPE *AddRef)(I *self); \
    ULONG (STDMETHODCALLTYPE *Release)(I *self);

#ifndef __IUnknown_INTERFACE_DEFINED__
#define __IUnknown_INTERFACE_DEFINED__
BITS_ID(IID_IUnknown, 0x00000000, 0x0000, 0x0000, 0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#ifdef __cplusplus
struct IUnknown {
    virtual HRESULT STDMETHODCALLTYPE QueryInterface(REFIID id, void **result) = 0;
    virtual ULONG STDMETHODCALLTYPE AddRef() = 0;
    virtual ULONG STDMETHODCALLTYPE Release() = 0;
};
#else
typedef struct IUnknown IUnknown;
struct IUnknownVtbl { BITS_ALL_IUnknown(IUnknown) };
struct IUnknown { const struct IUnknownVtbl *lpVtbl; };
#endif
#endif

#ifndef __IBackgroundCopyFile_INTERFACE_DEFINED__
#define BG_SIZE_UNKNOWN ((UINT64)-1)
typedef struct { UINT64 BytesTotal, BytesTransferred; BOOL Completed; } BG_FILE_PROGRESS;
#endif

#ifndef __IBackgroundCopyError_INTERFACE_DEFINED__
typedef enum {
    BG_ERROR_CONTEXT_NONE = 0, BG_ERROR_CONTEXT_UNKNOWN = 1, BG_ERROR_CONTEXT_GENERAL_QUEUE_MANAGER = 2,
    BG_ERROR_CONTEXT_QUEUE_MANAGER_NOTIFICATION = 3, BG_ERROR_CONTEXT_LOCAL_FILE = 4, BG_ERROR_CONTEXT_REMOTE_FILE = 5,
    BG_ERROR_CONTEXT_GENERAL_TRANSPORT = 6, BG_ERROR_CONTEXT_REMOTE_APPLICATION = 7
} BG_ERROR_CONTEXT;
#endif

#ifndef __IBackgroundCopyJob_INTERFACE_DEFINED__
typedef struct { LPWSTR RemoteName, LocalName; } BG_FILE_INFO;
typedef struct { UINT64 BytesTotal, BytesTransferred; ULONG FilesTotal, FilesTransferred; } BG_JOB_PROGRESS;
typedef struct { FILETIME CreationTime, ModificationTime, TransferCompletionTime; } BG_JOB_TIMES;
typedef enum { BG_JOB_PRIORITY_FOREGROUND = 0, BG_JOB_PRIORITY_HIGH = 1, BG_JOB_PRIORITY_NORMAL = 2, BG_JOB_PRIORITY_LOW = 3 } BG_JOB_PRIORITY;
typedef enum {
    BG_JOB_STATE_QUEUED = 0, BG_JOB_STATE_CONNECTING = 1, BG_JOB_STATE_TRANSFERRING = 2, BG_JOB_STATE_SUSPENDED = 3, BG_JOB_STATE_ERROR = 4,
    BG_JOB_STATE_TRANSIENT_ERROR = 5, BG_JOB_STATE_TRANSFERRED = 6, BG_JOB_STATE_ACKNOWLEDGED = 7, BG_JOB_STATE_CANCELLED = 8
} BG_JOB_STATE;
typedef enum { BG_JOB_TYPE_DOWNLOAD = 0, BG_JOB_TYPE_UPLOAD = 1, BG_JOB_TYPE_UPLOAD_REPLY = 2 } BG_JOB_TYPE;
typedef enum {
    BG_JOB_PROXY_USAGE_PRECONFIG = 0, BG_JOB_PROXY_USAGE_NO_PROXY = 1, BG_JOB_PROXY_USAGE_OVERRIDE = 2, BG_JOB_PROXY_USAGE_AUTODETECT = 3
} BG_JOB_PROXY_USAGE;
#define BG_NOTIFY_JOB_TRANSFERRED 0x0001
#define BG_NOTIFY_JOB_ERROR 0x0002
#define BG_NOTIFY_DISABLE 0x0004
#define BG_NOTIFY_JOB_MODIFICATION 0x0008
#endif

#ifndef __IBackgroundCopyJob2_INTERFACE_DEFINED__
typedef struct { UINT64 BytesTotal, BytesTransferred; } BG_JOB_REPLY_PROGRESS;
typedef enum { BG_AUTH_TARGET_SERVER = 1, BG_AUTH_TARGET_PROXY = 2 } BG_AUTH_TARGET;
typedef enum {
    BG_AUTH_SCHEME_BASIC = 1, BG_AUTH_SCHEME_DIGEST = 2, BG_AUTH_SCHEME_NTLM = 3, BG_AUTH_SCHEME_NEGOTIATE = 4, BG_AUTH_SCHEME_PASSPORT = 5
} BG_AUTH_SCHEME;
typedef struct { LPWSTR UserName, Password; } BG_BASIC_CREDENTIALS;
typedef union { BG_BASIC_CREDENTIALS Basic; } BG_AUTH_CREDENTIALS_UNION;
typedef struct { BG_AUTH_TARGET Target; BG_AUTH_SCHEME Scheme; BG_AUTH_CREDENTIALS_UNION Credentials; } BG_AUTH_CREDENTIALS;
#endif

#ifndef __IBackgroundCopyJob3_INTERFACE_DEFINED__
typedef struct { UINT64 InitialOffset, Length; } BG_FILE_RANGE;
#define BG_LENGTH_TO_EOF ((UINT64)-1)
#endif

#ifndef __IBackgroundCopyJobHttpOptions_INTERFACE_DEFINED__
typedef enum {
    BG_CERT_STORE_LOCATION_CURRENT_USER = 0, BG_CERT_STORE_LOCATION_LOCAL_MACHINE = 1, BG_CERT_STORE_LOCATION_CURRENT_SERVICE = 2,
    BG_CERT_STORE_LOCATION_SERVICES = 3, BG_CERT_STORE_LOCATION_USERS = 4, BG_CERT_STORE_LOCATION_CURRENT_USER_GROUP_POLICY = 5,
    BG_CERT_STORE_LOCATION_LOCAL_MACHINE_GROUP_POLICY = 6, BG_CERT_STORE_LOCATION_LOCAL_MACHINE_ENTERPRISE = 7
} BG_CERT_STORE_LOCATION;
#endif

#ifndef __IBackgroundCopyJob5_INTERFACE_DEFINED__
typedef enum {
    BITS_JOB_PROPERTY_ID_COST_FLAGS = 1, BITS_JOB_PROPERTY_NOTIFICATION_CLSID = 2, BITS_JOB_PROPERTY_DYNAMIC_CONTENT = 3,
    BITS_JOB_PROPERTY_HIGH_PERFORMANCE = 4, BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE = 5, BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS = 7,
    BITS_JOB_PROPERTY_MINIMUM_NOTIFICATION_INTERVAL_MS = 9, BITS_JOB_PROPERTY_ON_DEMAND_MODE = 10
} BITS_JOB_PROPERTY_ID;
typedef union { DWORD Dword; GUID ClsID; BOOL Enable; UINT64 Uint64; BG_AUTH_TARGET Target; } BITS_JOB_PROPERTY_VALUE;
#endif

#ifndef __IBackgroundCopyFile5_INTERFACE_DEFINED__
typedef enum { BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS = 1 } BITS_FILE_PROPERTY_ID;
typedef union { LPWSTR String; } BITS_FILE_PROPERTY_VALUE;
#endif

#ifndef BG_NOTIFY_FILE_TRANSFERRED
#define BG_NOTIFY_FILE_TRANSFERRED 0x0010
#endif
#ifndef BG_NOTIFY_FILE_RANGES_TRANSFERRED
#define BG_NOTIFY_FILE_RANGES_TRANSFERRED 0x0020
#endif

#define BITS_SLOTS_IBackgroundCopyFile(I) \
    BITS_SLOT(I, GetRemoteName, LPWSTR *name) \
    BITS_SLOT(I, GetLocalName, LPWSTR *name) \
    BITS_SLOT(I, GetProgress, BG_FILE_PROGRESS *progress)
#define BITS_ALL_IBackgroundCopyFile(I) BITS_ALL_IUnknown(I) BITS_SLOTS_IBackgroundCopyFile(I)
#ifndef __IBackgroundCopyFile_INTERFACE_DEFINED__
#define __IBackgroundCopyFile_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyFile, 0x01B7BD23, 0xFB88, 0x4A77, 0x84, 0x90, 0x58, 0x91, 0xD3, 0xE4, 0x65, 0x3A)
BITS_DECLARE(IBackgroundCopyFile, IUnknown)
#endif

#define BITS_SLOTS_IBackgroundCopyFile2(I) \
    BITS_SLOT(I, GetFileRanges, DWORD *count, BG_FILE_RANGE **ranges) \
    BITS_SLOT(I, SetRemoteName, LPCWSTR name)
#define BITS_ALL_IBackgroundCopyFile2(I) BITS_ALL_IBackgroundCopyFile(I) BITS_SLOTS_IBackgroundCopyFile2(I)
#ifndef __IBackgroundCopyFile2_INTERFACE_DEFINED__
#define __IBackgroundCopyFile2_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyFile2, 0x83E81B93, 0x0873, 0x474D, 0x8A, 0x8C, 0xF2, 0x01, 0x8B, 0x1A, 0x93, 0x9C)
BITS_DECLARE(IBackgroundCopyFile2, IBackgroundCopyFile)
#endif

#define BITS_SLOTS_IBackgroundCopyFile3(I) \
    BITS_SLOT(I, GetTemporaryName, LPWSTR *name) \
    BITS_SLOT(I, SetValidationState, BOOL valid) \
    BITS_SLOT(I, GetValidationState, BOOL *valid) \
    BITS_SLOT(I, IsDownloadedFromPeer, BOOL *fromPeer)
#define BITS_ALL_IBackgroundCopyFile3(I) BITS_ALL_IBackgroundCopyFile2(I) BITS_SLOTS_IBackgroundCopyFile3(I)
#ifndef __IBackgroundCopyFile3_INTERFACE_DEFINED__
#define __IBackgroundCopyFile3_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyFile3, 0x659CDEAA, 0x489E, 0x11D9, 0xA9, 0xCD, 0x00, 0x0D, 0x56, 0x96, 0x52, 0x51)
BITS_DECLARE(IBackgroundCopyFile3, IBackgroundCopyFile2)
#endif

#define BITS_SLOTS_IBackgroundCopyFile4(I) \
    BITS_SLOT(I, GetPeerDownloadStats, UINT64 *fromOrigin, UINT64 *fromPeers)
#define BITS_ALL_IBackgroundCopyFile4(I) BITS_ALL_IBackgroundCopyFile3(I) BITS_SLOTS_IBackgroundCopyFile4(I)
#ifndef __IBackgroundCopyFile4_INTERFACE_DEFINED__
#define __IBackgroundCopyFile4_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyFile4, 0xEF7E0655, 0x7888, 0x4960, 0xB0, 0xE5, 0x73, 0x08, 0x46, 0xE0, 0x34, 0x92)
BITS_DECLARE(IBackgroundCopyFile4, IBackgroundCopyFile3)
#endif

#define BITS_SLOTS_IBackgroundCopyFile5(I) \
    BITS_SLOT(I, SetProperty, BITS_FILE_PROPERTY_ID property, BITS_FILE_PROPERTY_VALUE value) \
    BITS_SLOT(I, GetProperty, BITS_FILE_PROPERTY_ID property, BITS_FILE_PROPERTY_VALUE *value)
#define BITS_ALL_IBackgroundCopyFile5(I) BITS_ALL_IBackgroundCopyFile4(I) BITS_SLOTS_IBackgroundCopyFile5(I)
#ifndef __IBackgroundCopyFile5_INTERFACE_DEFINED__
#define __IBackgroundCopyFile5_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyFile5, 0x85C1657F, 0xDAFC, 0x40E8, 0x88, 0x34, 0xDF, 0x18, 0xEA, 0x25, 0x71, 0x7E)
BITS_DECLARE(IBackgroundCopyFile5, IBackgroundCopyFile4)
#endif

#define BITS_SLOTS_IBackgroundCopyFile6(I) \
    BITS_SLOT(I, UpdateDownloadPosition, UINT64 offset) \
    BITS_SLOT(I, RequestFileRanges, DWORD count, const BG_FILE_RANGE *ranges) \
    BITS_SLOT(I, GetFilledFileRanges, DWORD *count, BG_FILE_RANGE **ranges)
#define BITS_ALL_IBackgroundCopyFile6(I) BITS_ALL_IBackgroundCopyFile5(I) BITS_SLOTS_IBackgroundCopyFile6(I)
#ifndef __IBackgroundCopyFile6_INTERFACE_DEFINED__
#define __IBackgroundCopyFile6_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyFile6, 0xCF6784F7, 0xD677, 0x49FD, 0x93, 0x68, 0xCB, 0x47, 0xAE, 0xE9, 0xD1, 0xAD)
BITS_DECLARE(IBackgroundCopyFile6, IBackgroundCopyFile5)
#endif

#define BITS_SLOTS_IEnumBackgroundCopyFiles(I) \
    BITS_SLOT(I, Next, ULONG count, IBackgroundCopyFile **items, ULONG *fetched) \
    BITS_SLOT(I, Skip, ULONG count) \
    BITS_SLOT0(I, Reset) \
    BITS_SLOT(I, Clone, IEnumBackgroundCopyFiles **copy) \
    BITS_SLOT(I, GetCount, ULONG *count)
#define BITS_ALL_IEnumBackgroundCopyFiles(I) BITS_ALL_IUnknown(I) BITS_SLOTS_IEnumBackgroundCopyFiles(I)
#ifndef __IEnumBackgroundCopyFiles_INTERFACE_DEFINED__
#define __IEnumBackgroundCopyFiles_INTERFACE_DEFINED__
BITS_ID(IID_IEnumBackgroundCopyFiles, 0xCA51E165, 0xC365, 0x424C, 0x8D, 0x41, 0x24, 0xAA, 0xA4, 0xFF, 0x3C, 0x40)
BITS_DECLARE(IEnumBackgroundCopyFiles, IUnknown)
#endif

#define BITS_SLOTS_IBackgroundCopyError(I) \
    BITS_SLOT(I, GetError, BG_ERROR_CONTEXT *context, HRESULT *code) \
    BITS_SLOT(I, GetFile, IBackgroundCopyFile **file) \
    BITS_SLOT(I, GetErrorDescription, DWORD language, LPWSTR *text) \
    BITS_SLOT(I, GetErrorContextDescription, DWORD language, LPWSTR *text) \
    BITS_SLOT(I, GetProtocol, LPWSTR *protocol)
#define BITS_ALL_IBackgroundCopyError(I) BITS_ALL_IUnknown(I) BITS_SLOTS_IBackgroundCopyError(I)
#ifndef __IBackgroundCopyError_INTERFACE_DEFINED__
#define __IBackgroundCopyError_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyError, 0x19C613A0, 0xFCB8, 0x4F28, 0x81, 0xAE, 0x89, 0x7C, 0x3D, 0x07, 0x8F, 0x81)
BITS_DECLARE(IBackgroundCopyError, IUnknown)
#endif

#define BITS_SLOTS_IBackgroundCopyJob(I) \
    BITS_SLOT(I, AddFileSet, ULONG count, BG_FILE_INFO *files) \
    BITS_SLOT(I, AddFile, LPCWSTR remoteUrl, LPCWSTR localName) \
    BITS_SLOT(I, EnumFiles, IEnumBackgroundCopyFiles **files) \
    BITS_SLOT0(I, Suspend) \
    BITS_SLOT0(I, Resume) \
    BITS_SLOT0(I, Cancel) \
    BITS_SLOT0(I, Complete) \
    BITS_SLOT(I, GetId, GUID *id) \
    BITS_SLOT(I, GetType, BG_JOB_TYPE *type) \
    BITS_SLOT(I, GetProgress, BG_JOB_PROGRESS *progress) \
    BITS_SLOT(I, GetTimes, BG_JOB_TIMES *times) \
    BITS_SLOT(I, GetState, BG_JOB_STATE *state) \
    BITS_SLOT(I, GetError, IBackgroundCopyError **error) \
    BITS_SLOT(I, GetOwner, LPWSTR *sid) \
    BITS_SLOT(I, SetDisplayName, LPCWSTR name) \
    BITS_SLOT(I, GetDisplayName, LPWSTR *name) \
    BITS_SLOT(I, SetDescription, LPCWSTR text) \
    BITS_SLOT(I, GetDescription, LPWSTR *text) \
    BITS_SLOT(I, SetPriority, BG_JOB_PRIORITY priority) \
    BITS_SLOT(I, GetPriority, BG_JOB_PRIORITY *priority) \
    BITS_SLOT(I, SetNotifyFlags, ULONG flags) \
    BITS_SLOT(I, GetNotifyFlags, ULONG *flags) \
    BITS_SLOT(I, SetNotifyInterface, IUnknown *callback) \
    BITS_SLOT(I, GetNotifyInterface, IUnknown **callback) \
    BITS_SLOT(I, SetMinimumRetryDelay, ULONG seconds) \
    BITS_SLOT(I, GetMinimumRetryDelay, ULONG *seconds) \
    BITS_SLOT(I, SetNoProgressTimeout, ULONG seconds) \
    BITS_SLOT(I, GetNoProgressTimeout, ULONG *seconds) \
    BITS_SLOT(I, GetErrorCount, ULONG *errors) \
    BITS_SLOT(I, SetProxySettings, BG_JOB_PROXY_USAGE usage, const WCHAR *proxies, const WCHAR *bypassed) \
    BITS_SLOT(I, GetProxySettings, BG_JOB_PROXY_USAGE *usage, LPWSTR *proxies, LPWSTR *bypassed) \
    BITS_SLOT0(I, TakeOwnership)
#define BITS_ALL_IBackgroundCopyJob(I) BITS_ALL_IUnknown(I) BITS_SLOTS_IBackgroundCopyJob(I)
#ifndef __IBackgroundCopyJob_INTERFACE_DEFINED__
#define __IBackgroundCopyJob_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyJob, 0x37668D37, 0x507E, 0x4160, 0x93, 0x16, 0x26, 0x30, 0x6D, 0x15, 0x0B, 0x12)
BITS_DECLARE(IBackgroundCopyJob, IUnknown)
#endif

#define BITS_SLOTS_IEnumBackgroundCopyJobs(I) \
    BITS_SLOT(I, Next, ULONG count, IBackgroundCopyJob **items, ULONG *fetched) \
    BITS_SLOT(I, Skip, ULONG count) \
    BITS_SLOT0(I, Reset) \
    BITS_SLOT(I, Clone, IEnumBackgroundCopyJobs **copy) \
    BITS_SLOT(I, GetCount, ULONG *count)
#define BITS_ALL_IEnumBackgroundCopyJobs(I) BITS_ALL_IUnknown(I) BITS_SLOTS_IEnumBackgroundCopyJobs(I)
#ifndef __IEnumBackgroundCopyJobs_INTERFACE_DEFINED__
#define __IEnumBackgroundCopyJobs_INTERFACE_DEFINED__
BITS_ID(IID_IEnumBackgroundCopyJobs, 0x1AF4F612, 0x3B71, 0x466F, 0x8F, 0x58, 0x7B, 0x6F, 0x73, 0xAC, 0x57, 0xAD)
BITS_DECLARE(IEnumBackgroundCopyJobs, IUnknown)
#endif

#define BITS_SLOTS_IBackgroundCopyManager(I) \
    BITS_SLOT(I, CreateJob, LPCWSTR name, BG_JOB_TYPE type, GUID *id, IBackgroundCopyJob **job) \
    BITS_SLOT(I, GetJob, REFGUID id, IBackgroundCopyJob **job) \
    BITS_SLOT(I, EnumJobs, DWORD flags, IEnumBackgroundCopyJobs **jobs) \
    BITS_SLOT(I, GetErrorDescription, HRESULT code, DWORD language, LPWSTR *text)
#define BITS_ALL_IBackgroundCopyManager(I) BITS_ALL_IUnknown(I) BITS_SLOTS_IBackgroundCopyManager(I)
#ifndef __IBackgroundCopyManager_INTERFACE_DEFINED__
#define __IBackgroundCopyManager_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyManager, 0x5CE34C0D, 0x0DC9, 0x4C1F, 0x89, 0x7C, 0xDA, 0xA1, 0xB7, 0x8C, 0xEE, 0x7C)
BITS_DECLARE(IBackgroundCopyManager, IUnknown)
#endif

#define BITS_SLOTS_IBackgroundCopyJob2(I) \
    BITS_SLOT(I, SetNotifyCmdLine, LPCWSTR program, LPCWSTR parameters) \
    BITS_SLOT(I, GetNotifyCmdLine, LPWSTR *program, LPWSTR *parameters) \
    BITS_SLOT(I, GetReplyProgress, BG_JOB_REPLY_PROGRESS *progress) \
    BITS_SLOT(I, GetReplyData, BYTE **buffer, UINT64 *length) \
    BITS_SLOT(I, SetReplyFileName, LPCWSTR name) \
    BITS_SLOT(I, GetReplyFileName, LPWSTR *name) \
    BITS_SLOT(I, SetCredentials, BG_AUTH_CREDENTIALS *credentials) \
    BITS_SLOT(I, RemoveCredentials, BG_AUTH_TARGET target, BG_AUTH_SCHEME scheme)
#define BITS_ALL_IBackgroundCopyJob2(I) BITS_ALL_IBackgroundCopyJob(I) BITS_SLOTS_IBackgroundCopyJob2(I)
#ifndef __IBackgroundCopyJob2_INTERFACE_DEFINED__
#define __IBackgroundCopyJob2_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyJob2, 0x54B50739, 0x686F, 0x45EB, 0x9D, 0xFF, 0xD6, 0xA9, 0xA0, 0xFA, 0xA9, 0xAF)
BITS_DECLARE(IBackgroundCopyJob2, IBackgroundCopyJob)
#endif

#define BITS_SLOTS_IBackgroundCopyJob3(I) \
    BITS_SLOT(I, ReplaceRemotePrefix, LPCWSTR oldPrefix, LPCWSTR newPrefix) \
    BITS_SLOT(I, AddFileWithRanges, LPCWSTR remoteUrl, LPCWSTR localName, DWORD count, BG_FILE_RANGE *ranges) \
    BITS_SLOT(I, SetFileACLFlags, DWORD flags) \
    BITS_SLOT(I, GetFileACLFlags, DWORD *flags)
#define BITS_ALL_IBackgroundCopyJob3(I) BITS_ALL_IBackgroundCopyJob2(I) BITS_SLOTS_IBackgroundCopyJob3(I)
#ifndef __IBackgroundCopyJob3_INTERFACE_DEFINED__
#define __IBackgroundCopyJob3_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyJob3, 0x443C8934, 0x90FF, 0x48ED, 0xBC, 0xDE, 0x26, 0xF5, 0xC7, 0x45, 0x00, 0x42)
BITS_DECLARE(IBackgroundCopyJob3, IBackgroundCopyJob2)
#endif

#define BITS_SLOTS_IBackgroundCopyJob4(I) \
    BITS_SLOT(I, SetPeerCachingFlags, DWORD flags) \
    BITS_SLOT(I, GetPeerCachingFlags, DWORD *flags) \
    BITS_SLOT(I, GetOwnerIntegrityLevel, ULONG *level) \
    BITS_SLOT(I, GetOwnerElevationState, BOOL *elevated) \
    BITS_SLOT(I, SetMaximumDownloadTime, ULONG seconds) \
    BITS_SLOT(I, GetMaximumDownloadTime, ULONG *seconds)
#define BITS_ALL_IBackgroundCopyJob4(I) BITS_ALL_IBackgroundCopyJob3(I) BITS_SLOTS_IBackgroundCopyJob4(I)
#ifndef __IBackgroundCopyJob4_INTERFACE_DEFINED__
#define __IBackgroundCopyJob4_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyJob4, 0x659CDEAE, 0x489E, 0x11D9, 0xA9, 0xCD, 0x00, 0x0D, 0x56, 0x96, 0x52, 0x51)
BITS_DECLARE(IBackgroundCopyJob4, IBackgroundCopyJob3)
#endif

#define BITS_SLOTS_IBackgroundCopyJob5(I) \
    BITS_SLOT(I, SetProperty, BITS_JOB_PROPERTY_ID property, BITS_JOB_PROPERTY_VALUE value) \
    BITS_SLOT(I, GetProperty, BITS_JOB_PROPERTY_ID property, BITS_JOB_PROPERTY_VALUE *value)
#define BITS_ALL_IBackgroundCopyJob5(I) BITS_ALL_IBackgroundCopyJob4(I) BITS_SLOTS_IBackgroundCopyJob5(I)
#ifndef __IBackgroundCopyJob5_INTERFACE_DEFINED__
#define __IBackgroundCopyJob5_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyJob5, 0xE847030C, 0xBBBA, 0x4657, 0xAF, 0x6D, 0x48, 0x4A, 0xA4, 0x2B, 0xF1, 0xFE)
BITS_DECLARE(IBackgroundCopyJob5, IBackgroundCopyJob4)
#endif

#define BITS_SLOTS_IBackgroundCopyJobHttpOptions(I) \
    BITS_SLOT(I, SetClientCertificateByID, BG_CERT_STORE_LOCATION location, LPCWSTR store, BYTE *hash) \
    BITS_SLOT(I, SetClientCertificateByName, BG_CERT_STORE_LOCATION location, LPCWSTR store, LPCWSTR subject) \
    BITS_SLOT0(I, RemoveClientCertificate) \
    BITS_SLOT(I, GetClientCertificate, BG_CERT_STORE_LOCATION *location, LPWSTR *store, BYTE **hash, LPWSTR *subject) \
    BITS_SLOT(I, SetCustomHeaders, LPCWSTR headers) \
    BITS_SLOT(I, GetCustomHeaders, LPWSTR *headers) \
    BITS_SLOT(I, SetSecurityFlags, ULONG flags) \
    BITS_SLOT(I, GetSecurityFlags, ULONG *flags)
#define BITS_ALL_IBackgroundCopyJobHttpOptions(I) BITS_ALL_IUnknown(I) BITS_SLOTS_IBackgroundCopyJobHttpOptions(I)
#ifndef __IBackgroundCopyJobHttpOptions_INTERFACE_DEFINED__
#define __IBackgroundCopyJobHttpOptions_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyJobHttpOptions, 0xF1BD1079, 0x9F01, 0x4BDC, 0x80, 0x36, 0xF0, 0x9B, 0x70, 0x09, 0x50, 0x66)
BITS_DECLARE(IBackgroundCopyJobHttpOptions, IUnknown)
#endif

#define BITS_SLOTS_IBackgroundCopyJobHttpOptions2(I) \
    BITS_SLOT(I, SetHttpMethod, LPCWSTR method) \
    BITS_SLOT(I, GetHttpMethod, LPWSTR *method)
#define BITS_ALL_IBackgroundCopyJobHttpOptions2(I) BITS_ALL_IBackgroundCopyJobHttpOptions(I) BITS_SLOTS_IBackgroundCopyJobHttpOptions2(I)
#ifndef __IBackgroundCopyJobHttpOptions2_INTERFACE_DEFINED__
#define __IBackgroundCopyJobHttpOptions2_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyJobHttpOptions2, 0xB591A192, 0xA405, 0x4FC3, 0x83, 0x23, 0x4C, 0x5C, 0x54, 0x25, 0x78, 0xFC)
BITS_DECLARE(IBackgroundCopyJobHttpOptions2, IBackgroundCopyJobHttpOptions)
#endif

#define BITS_SLOTS_IBackgroundCopyJobHttpOptions3(I) \
    BITS_SLOT(I, SetServerCertificateValidationInterface, IUnknown *callback) \
    BITS_SLOT0(I, MakeCustomHeadersWriteOnly)
#define BITS_ALL_IBackgroundCopyJobHttpOptions3(I) BITS_ALL_IBackgroundCopyJobHttpOptions2(I) BITS_SLOTS_IBackgroundCopyJobHttpOptions3(I)
#ifndef __IBackgroundCopyJobHttpOptions3_INTERFACE_DEFINED__
#define __IBackgroundCopyJobHttpOptions3_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyJobHttpOptions3, 0x8A9263D3, 0xFD4C, 0x4EDA, 0x9B, 0x28, 0x30, 0x13, 0x2A, 0x4D, 0x4E, 0x3C)
BITS_DECLARE(IBackgroundCopyJobHttpOptions3, IBackgroundCopyJobHttpOptions2)
#endif

#define BITS_SLOTS_IBitsTokenOptions(I) \
    BITS_SLOT(I, SetHelperTokenFlags, DWORD flags) \
    BITS_SLOT(I, GetHelperTokenFlags, DWORD *flags) \
    BITS_SLOT0(I, SetHelperToken) \
    BITS_SLOT0(I, ClearHelperToken) \
    BITS_SLOT(I, GetHelperTokenSid, LPWSTR *sid)
#define BITS_ALL_IBitsTokenOptions(I) BITS_ALL_IUnknown(I) BITS_SLOTS_IBitsTokenOptions(I)
#ifndef __IBitsTokenOptions_INTERFACE_DEFINED__
#define __IBitsTokenOptions_INTERFACE_DEFINED__
BITS_ID(IID_IBitsTokenOptions, 0x9A2584C3, 0xF7D2, 0x457A, 0x9A, 0x5E, 0x22, 0xB6, 0x7B, 0xFF, 0xC7, 0xD2)
BITS_DECLARE(IBitsTokenOptions, IUnknown)
#endif

#define BITS_SLOTS_IBackgroundCopyCallback(I) \
    BITS_SLOT(I, JobTransferred, IBackgroundCopyJob *job) \
    BITS_SLOT(I, JobError, IBackgroundCopyJob *job, IBackgroundCopyError *error) \
    BITS_SLOT(I, JobModification, IBackgroundCopyJob *job, DWORD reserved)
#define BITS_ALL_IBackgroundCopyCallback(I) BITS_ALL_IUnknown(I) BITS_SLOTS_IBackgroundCopyCallback(I)
#ifndef __IBackgroundCopyCallback_INTERFACE_DEFINED__
#define __IBackgroundCopyCallback_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyCallback, 0x97EA99C7, 0x0186, 0x4AD4, 0x8D, 0xF9, 0xC5, 0xB4, 0xE0, 0xED, 0x6B, 0x22)
BITS_DECLARE(IBackgroundCopyCallback, IUnknown)
#endif

#define BITS_SLOTS_IBackgroundCopyCallback2(I) \
    BITS_SLOT(I, FileTransferred, IBackgroundCopyJob *job, IBackgroundCopyFile *file)
#define BITS_ALL_IBackgroundCopyCallback2(I) BITS_ALL_IBackgroundCopyCallback(I) BITS_SLOTS_IBackgroundCopyCallback2(I)
#ifndef __IBackgroundCopyCallback2_INTERFACE_DEFINED__
#define __IBackgroundCopyCallback2_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyCallback2, 0x659CDEAC, 0x489E, 0x11D9, 0xA9, 0xCD, 0x00, 0x0D, 0x56, 0x96, 0x52, 0x51)
BITS_DECLARE(IBackgroundCopyCallback2, IBackgroundCopyCallback)
#endif

#define BITS_SLOTS_IBackgroundCopyCallback3(I) \
    BITS_SLOT(I, FileRangesTransferred, IBackgroundCopyJob *job, IBackgroundCopyFile *file, DWORD count, const BG_FILE_RANGE *ranges)
#define BITS_ALL_IBackgroundCopyCallback3(I) BITS_ALL_IBackgroundCopyCallback2(I) BITS_SLOTS_IBackgroundCopyCallback3(I)
#ifndef __IBackgroundCopyCallback3_INTERFACE_DEFINED__
#define __IBackgroundCopyCallback3_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyCallback3, 0x98C97BD2, 0xE32B, 0x4AD8, 0xA5, 0x28, 0x95, 0xFD, 0x8B, 0x16, 0xBD, 0x42)
BITS_DECLARE(IBackgroundCopyCallback3, IBackgroundCopyCallback2)
#endif

#define BITS_SLOTS_IBackgroundCopyServerCertificateValidationCallback(I) \
    BITS_SLOT(I, ValidateServerCertificate, IBackgroundCopyJob *job, IBackgroundCopyFile *file, DWORD certLength, const BYTE *cert, DWORD encoding, DWORD storeLength, const BYTE *store)
#define BITS_ALL_IBackgroundCopyServerCertificateValidationCallback(I) BITS_ALL_IUnknown(I) BITS_SLOTS_IBackgroundCopyServerCertificateValidationCallback(I)
#ifndef __IBackgroundCopyServerCertificateValidationCallback_INTERFACE_DEFINED__
#define __IBackgroundCopyServerCertificateValidationCallback_INTERFACE_DEFINED__
BITS_ID(IID_IBackgroundCopyServerCertificateValidationCallback, 0x4CEC0D02, 0xDEF7, 0x4158, 0x81, 0x3A, 0xC3, 0x2A, 0x46, 0x94, 0x5F, 0xF7)
BITS_DECLARE(IBackgroundCopyServerCertificateValidationCallback, IUnknown)
#endif

#ifdef __cplusplus
}
#endif

#endif
