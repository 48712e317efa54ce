/* request.h: what a browser asks, decoded once and strictly: the target, the form, uploads,
 * cookies. Values are clean text (base/text.h); a value that comes twice, an unlawful escape or
 * bytes that are no text are refused here, before any page runs. Pages see only the inputs they
 * declare (web/page.h). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/people.h"
#include "views/lineage.h"

typedef struct Web Web;
typedef struct Page Page;

typedef enum { METHOD_UNSET, METHOD_GET, METHOD_POST, METHOD_OTHER } Method;

typedef struct {
    char *name, *value;
} Pair;

typedef struct {
    char *name;      /* of the form's field */
    char *file_name; /* as the person's machine calls it, without folders; for showing only */
    GBytes *bytes;
} Upload;

typedef struct {
    Web *web;
    Method method;
    bool head;           /* HEAD: like GET, the body stays here */
    char *path;          /* as it came, before the question mark */
    GPtrArray *segments; /* (element-type utf8) of the path, decoded */
    GPtrArray *query;    /* (element-type Pair) */
    GPtrArray *form;     /* (element-type Pair) */
    GPtrArray *uploads;  /* (element-type Upload) */
    char *host, *origin, *fetch_site, *etag, *accept_language, *cookies;
    char *address; /* of the client, for the brake on guessing */
    char *back;    /* the form that a refused piece of work began with, or NULL */
    bool resumed; /* the form was posted before the session ran out: shown again, nothing is done */

    /* Found by web/route.c before a page runs. */
    const Page *page;
    GPtrArray *captures; /* (element-type Pair) of the page's path */
    char *token;         /* of the session cookie */
    bool logged_in;
    Session session;
    Account *account; /* NULL unless logged in */
    Book *book;       /* of /u/:unit; NULL on other pages */
    Closing *closed;  /* of that book; NULL while it goes on */
    Actor actor;      /* in that book */
    Db *db;           /* see request_db */
    void *stream;     /* of a page with a stream, closed with the request */
    int year;         /* see year_in_view; 0: not looked up yet */
} Request;

Request *request_new(Web *web, Method method);
void request_free(Request *req);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Request, request_free)

/* "/u/KG/records?from=2020-01-01": fills path, segments and query. */
bool request_read_target(Request *req, const char *target,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A body of application/x-www-form-urlencoded or multipart/form-data. `body` is kept alive by the
 * uploads. */
bool request_read_form(Request *req, const char *content_type, GBytes *body,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One value of the Cookie header; NULL when absent or given twice. Yours to free. */
char *request_cookie(const Request *req, const char *name);

/* Values by name, "" never: an empty input is NULL. Borrowed. request_value looks into the form of
 * a POST (or a resumed form), else into the query. Asking for an input that the page did not
 * declare is a bug. */
const char *request_value(const Request *req, const char *name);
const char *request_query(const Request *req, const char *name);
/* Whether the form has the name at all, empty or not. */
bool request_has(const Request *req, const char *name);
gint64 request_number(const Request *req, const char *name, gint64 otherwise);
/* NULL when no file was chosen. */
const Upload *request_upload(const Request *req, const char *name);
/* A part of the page's path: "/u/:unit" has "unit". Must exist. */
const char *request_capture(const Request *req, const char *name);
/* Values of the form are to be shown: after a refused POST, or a resumed one. */
bool request_shows_form(const Request *req);

Office *request_office(const Request *req);
/* One consistent view for the whole request, opened when first asked for. Borrowed. */
Db *request_db(Request *req, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* After an act wrote: the next request_db sees it. */
void request_db_close(Request *req);
Day request_today(const Request *req);
/* The code of the unit at hand, as rules/ take it. */
const char *request_unit(const Request *req);
/* Whether the person may read this book: a role in it; of a partner's book, a role in any own one.
 */
bool request_may_read(const Request *req, const Book *book);
/* Whether buttons for these roles are shown; in a closed book none that writes is. */
bool request_may(const Request *req, Role roles);
