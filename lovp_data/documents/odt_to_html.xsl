<?xml version="1.0" encoding="UTF-8"?>
<!-- Body of an OpenDocument text as HTML: what a reader sees, with headings, lists and tables. Deletions that were tracked
     stand apart in text:tracked-changes; hidden and struck text is known by its style. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">
  <xsl:output method="html" encoding="UTF-8"/>
  <xsl:key name="unseen" match="style:style[style:text-properties[
      @text:display='none' or (@style:text-line-through-style and @style:text-line-through-style != 'none')]]"
      use="@style:name"/>

  <xsl:template match="/"><html><body><xsl:apply-templates select="//office:body"/></body></html></xsl:template>

  <xsl:template match="*[key('unseen', @text:style-name)]" priority="2"/>
  <xsl:template match="text:tracked-changes | office:annotation | text:note-citation | text:sequence-decls" priority="2"/>
  <xsl:template match="text:hidden-text | text:table-of-content | text:alphabetical-index" priority="2"/>

  <xsl:template match="text:h">
    <xsl:variable name="level"><xsl:choose>
      <xsl:when test="@text:outline-level &lt; 7"><xsl:value-of select="@text:outline-level"/></xsl:when>
      <xsl:otherwise>6</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:element name="h{$level}"><xsl:apply-templates/></xsl:element>
  </xsl:template>
  <xsl:template match="text:p"><p><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="text:list"><ul><xsl:apply-templates/></ul></xsl:template>
  <xsl:template match="text:list-item"><li><xsl:apply-templates/></li></xsl:template>
  <xsl:template match="text:line-break"><br/></xsl:template>
  <xsl:template match="text:s | text:tab"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="text:note-body"> (<xsl:apply-templates/>)</xsl:template>
  <xsl:template match="text:note-body/text:p" priority="1"><xsl:apply-templates/><xsl:text> </xsl:text></xsl:template>

  <xsl:template match="table:table"><table><xsl:apply-templates select=".//table:table-row[count(ancestor::table:table) = count(current()/ancestor::table:table) + 1]"/></table></xsl:template>
  <xsl:template match="table:table-row"><tr><xsl:apply-templates/></tr></xsl:template>
  <xsl:template match="table:covered-table-cell" priority="2"/>
  <xsl:template match="table:table-cell">
    <td>
      <xsl:if test="@table:number-columns-spanned"><xsl:attribute name="colspan"><xsl:value-of select="@table:number-columns-spanned"/></xsl:attribute></xsl:if>
      <xsl:if test="@table:number-rows-spanned"><xsl:attribute name="rowspan"><xsl:value-of select="@table:number-rows-spanned"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </td>
  </xsl:template>
</xsl:stylesheet>
