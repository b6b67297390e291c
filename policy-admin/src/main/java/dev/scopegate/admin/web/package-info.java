/**
 * What all pages share: who is signed in, how errors look, where styles and scripts come from. Each page has a package below
 * this one, which speaks to the same use cases as the REST API and knows no other page.
 */
@NullMarked
package dev.scopegate.admin.web;

import org.jspecify.annotations.NullMarked;
