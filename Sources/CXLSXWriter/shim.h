#ifndef CXLSXWRITER_SHIM_H
#define CXLSXWRITER_SHIM_H

#include <stdint.h>
#include <xlsxwriter.h>

/* The library declares the texts of the properties as if it changed them; it copies them. The date is
   given, so that the same content makes the same bytes. */
static inline lxw_error cxlsxwriter_set_properties(
    lxw_workbook *workbook, const char *title, const char *subject, const char *company,
    const char *comments, int64_t created_seconds) {
  lxw_doc_properties properties = {
      .title = (char *)title,
      .subject = (char *)subject,
      .company = (char *)company,
      .comments = (char *)comments,
      .created = (time_t)created_seconds,
  };
  return workbook_set_properties(workbook, &properties);
}

#endif
